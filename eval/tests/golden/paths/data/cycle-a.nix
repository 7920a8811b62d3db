{ name = "a"; b = import ./cycle-b.nix; }

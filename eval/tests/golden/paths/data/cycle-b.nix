{ name = "b"; a = import ./cycle-a.nix; }

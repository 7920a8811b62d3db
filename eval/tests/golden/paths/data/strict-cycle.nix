1 + import ./strict-cycle.nix

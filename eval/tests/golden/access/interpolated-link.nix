"${./inside/link.nix}"

<name/link.nix>

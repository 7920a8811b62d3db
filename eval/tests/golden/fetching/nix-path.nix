toString <nix/fetchurl.nix>

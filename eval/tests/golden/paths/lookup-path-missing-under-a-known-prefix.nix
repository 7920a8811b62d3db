<p/missing.nix>

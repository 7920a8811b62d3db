<name/good.nix>

<nix pkgs>

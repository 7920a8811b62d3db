import ./inside/folder/file.nix

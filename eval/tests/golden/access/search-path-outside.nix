<name/folder/file.nix>

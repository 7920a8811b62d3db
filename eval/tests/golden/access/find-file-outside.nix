builtins.findFile [ { path = toString ./outside; prefix = ""; } ] "file.nix"

baseNameOf (builtins.findFile [ { prefix = ""; path = ./data/libdir; } { path = ./data/second; prefix = "s"; } ] "s/extra.nix")

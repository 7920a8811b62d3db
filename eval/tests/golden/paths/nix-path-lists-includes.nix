map (e: e.prefix) builtins.nixPath == [ "p" "" ] || map (e: e.prefix) builtins.nixPath

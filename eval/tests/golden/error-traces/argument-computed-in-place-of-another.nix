builtins.toString (builtins.head (builtins.filter (x: x.keep) [ { kept = true; } ]))

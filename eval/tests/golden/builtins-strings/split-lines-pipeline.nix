let lines = s: builtins.filter builtins.isString (builtins.split "\n" s); in map builtins.stringLength (lines "a\nbb\n\nccc")

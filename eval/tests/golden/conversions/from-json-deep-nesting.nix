let n = 200; s = builtins.concatStringsSep "" (builtins.genList (x: "[") n ++ builtins.genList (x: "]") n); in builtins.stringLength (builtins.toJSON (builtins.fromJSON s))

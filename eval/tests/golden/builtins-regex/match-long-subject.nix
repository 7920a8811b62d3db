let s = builtins.concatStringsSep "" (builtins.genList (n: "ab") 500); in builtins.stringLength (builtins.head (builtins.match "((ab)*)" s))

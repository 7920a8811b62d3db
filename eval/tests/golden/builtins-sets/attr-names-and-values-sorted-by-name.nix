let s = { c = 1; a = 2; B = 3; "1" = 4; }; in [ (builtins.attrNames s) (builtins.attrValues s) (builtins.attrNames { }) (builtins.attrValues { }) ]

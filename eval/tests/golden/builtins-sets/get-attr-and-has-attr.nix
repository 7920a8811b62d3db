[ (builtins.getAttr "a b" { "a b" = 1; }) (builtins.hasAttr "a" { a = throw "lazy"; }) (builtins.hasAttr "b" { }) ]

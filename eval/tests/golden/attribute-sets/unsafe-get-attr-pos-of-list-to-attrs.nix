let r = builtins.unsafeGetAttrPos "a" (builtins.listToAttrs [ { value = 1; name = "a"; } ]); in [ r.line r.column ]

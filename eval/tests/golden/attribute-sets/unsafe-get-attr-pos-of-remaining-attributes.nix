let s = removeAttrs { a = 1; b = 2; } [ "a" ]; in (builtins.unsafeGetAttrPos "b" s).column

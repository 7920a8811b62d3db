let k = "d"; r = builtins.unsafeGetAttrPos "dx" { a = 1; "${k}x" = 2; }; in [ r.line r.column ]

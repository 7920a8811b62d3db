let a = "let"; in with { a = "w1"; b = "w1"; c = "w1"; }; with { b = "w2"; }; let c = "let2"; in [ a b c ]

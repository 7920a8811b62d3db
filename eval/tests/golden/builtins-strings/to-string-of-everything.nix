map toString [ 1 (-5) 1.5 1.0 true false null "s" [ ] [ 1 [ 2 "x" ] null true ] { __toString = s: "custom"; } { outPath = "/o"; } /a/b ]

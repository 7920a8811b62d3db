let fix = f: let x = f x; in x; o = final: { base = builtins.trace "base built" 1; a = final.base + 1; b = final.base + final.a; }; in (x: [ x.a x.b x.base ]) (fix o)

let mk = n: if n == 0 then { } else { l = [ (mk (n - 1)) ]; inherit n; }; in [ (mk 50 == mk 50) (mk 50 == mk 51) ]

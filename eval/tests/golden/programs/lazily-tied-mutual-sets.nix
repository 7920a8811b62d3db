let a = { v = 1; sum = b.v + a.v; other = b; }; b = { v = 2; prod = a.sum * b.v; other = a; }; in [ a.sum b.prod a.other.other.other.v ]

let gcd = a: b: if b == 0 then a else gcd b (a - b * (a / b)); pow = b: n: if n == 0 then 1 else b * pow b (n - 1); in [ (gcd 48 36) (pow 2 62) (pow 3 5) ]

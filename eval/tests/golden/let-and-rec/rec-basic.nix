rec { a = b; b = c; c = 1; f = n: if n == 0 then 0 else n + f (n - 1); g = f 4; }

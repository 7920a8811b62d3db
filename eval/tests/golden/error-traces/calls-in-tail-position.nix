let even = n: if n == 0 then throw "end" else odd (n - 1); odd = n: even (n - 1); in even 4

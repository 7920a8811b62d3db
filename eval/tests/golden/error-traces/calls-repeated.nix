let go = n: if n == 0 then throw "end" else 1 + go (n - 1); in go 20

let s = { __functor = self: n: if n == 0 then "end" else self (n - 1); }; in s 10

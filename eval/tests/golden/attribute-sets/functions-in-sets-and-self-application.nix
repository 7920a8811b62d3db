let s = { f = self: n: if n == 0 then "done" else self.f self (n - 1); }; in s.f s 3

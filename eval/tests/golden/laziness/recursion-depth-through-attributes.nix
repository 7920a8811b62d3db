let chain = n: if n == 0 then { v = 0; } else { v = 1 + (chain (n - 1)).v; }; in (chain 1500).v

let f = n: if n == 0 then f else f 0; in builtins.isFunction (f 5)

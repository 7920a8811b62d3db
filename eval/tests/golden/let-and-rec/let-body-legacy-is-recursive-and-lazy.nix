let { body = go 5; go = n: if n == 0 then [ ] else [ n ] ++ go (n - 1); unused = throw "no"; }

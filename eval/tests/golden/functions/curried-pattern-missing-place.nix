let f = a: { b }: c: b; g = f 1; in g { } 4

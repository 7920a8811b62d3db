{ a, b ? a + 1 }: n: [ a b n ]

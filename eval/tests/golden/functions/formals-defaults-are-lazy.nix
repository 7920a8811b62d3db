({ a ? throw "unused default", b }: b) { b = 1; }

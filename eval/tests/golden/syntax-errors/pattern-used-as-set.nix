let f = { a, b ? 1 }; in f

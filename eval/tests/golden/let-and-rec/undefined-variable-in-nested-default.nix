let f = { a ? b, ... }: a; in 1

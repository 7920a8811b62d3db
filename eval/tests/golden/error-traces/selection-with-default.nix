let x = { a.b.c = { }; }; in x.a.b.c.d or (throw "default")

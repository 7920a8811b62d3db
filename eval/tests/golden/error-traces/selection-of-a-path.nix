let x = { a.b.c = throw "deep"; }; in x.a.b.c

[ (1 ? a) (null ? a) ([ ] ? a) ("s" ? a.b) ((x: x) ? a) ({ a = 5; } ? a.b.c) ]

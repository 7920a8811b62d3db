let a.b = 1; a.c.d = 2; e."f g" = 3; in [ a e ]

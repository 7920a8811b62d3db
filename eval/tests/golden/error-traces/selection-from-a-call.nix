let f = x: { y = throw x; }; in (f "arg").y

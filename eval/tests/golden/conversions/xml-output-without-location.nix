{ a = 1; nested.b = "text"; f = x: x; }

{ a = "no end; }

{ b = 1; a = [ 1.5 null "x\n" ]; c = { d = true; }; }

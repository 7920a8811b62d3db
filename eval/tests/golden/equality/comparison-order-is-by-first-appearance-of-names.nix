{ b = 1; a = throw "not reached"; } == { b = 2; a = 1; }

with { s = { v = 1; }; v = 0; }; with s; v

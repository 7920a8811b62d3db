{ items = [ { name = "zero"; } { name = "one"; } ]; }

let cfg = { n = 1; }; in - cfg

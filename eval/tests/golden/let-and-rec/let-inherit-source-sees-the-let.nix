let inherit (cfg) port; cfg = { port = base + 80; }; base = 8000; in port

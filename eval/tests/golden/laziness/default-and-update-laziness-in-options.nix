let defaults = { port = throw "must set port"; host = "localhost"; }; cfg = defaults // { port = 80; }; in "${cfg.host}:${toString cfg.port}"

let cfg = { dir = null; }; in /srv/${cfg.dir}/www

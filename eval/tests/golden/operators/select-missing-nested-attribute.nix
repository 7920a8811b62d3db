let cfg = { services.nginx.enable = true; }; in cfg.services.nginx.enabel

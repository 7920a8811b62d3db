let hosts = builtins.mapAttrs (name: cfg: cfg // { url = "http://${name}:${cfg.port}"; }) { web = { port = 80; }; }; in hosts.web.url

builtins.fetchMercurial { url = "https://x/y"; name = 1; }

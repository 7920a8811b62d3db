builtins.fetchMercurial { url = "https://x/y"; rev = null; }

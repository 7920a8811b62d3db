builtins.fetchMercurial { url = "https://x/y"; ref = "a"; }

builtins.fetchTree { type = "file"; url = "https://x/y"; narHash = "foo"; }

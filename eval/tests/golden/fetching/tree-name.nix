builtins.fetchTree { type = "tarball"; url = "https://x/y"; name = "n"; }

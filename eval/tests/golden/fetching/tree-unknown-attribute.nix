builtins.fetchTree { type = "tarball"; url = "https://x/y"; foo = 1; }

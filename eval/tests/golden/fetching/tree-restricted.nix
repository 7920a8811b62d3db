builtins.fetchTree { type = "tarball"; url = "http://x/y"; }

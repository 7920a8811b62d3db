builtins.fetchTree { type = "tarball"; url = "https://x/y"; unpack = -1; }

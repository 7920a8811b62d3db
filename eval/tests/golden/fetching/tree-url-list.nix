builtins.fetchTree { type = "tarball"; url = [ ]; }

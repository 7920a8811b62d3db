builtins.fetchTree { type = "tarball"; url = "x"; }

builtins.fetchTree { type = "tarball"; url = /tmp/x; }

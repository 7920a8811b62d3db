builtins.flakeRefToString { type = "tarball"; url = "x"; }

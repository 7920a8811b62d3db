builtins.flakeRefToString { type = "tarball"; url = "https://x/y"; lastModified = "a"; }

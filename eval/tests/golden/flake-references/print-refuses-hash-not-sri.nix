builtins.flakeRefToString { type = "tarball"; url = "https://x/y"; narHash = "x"; }

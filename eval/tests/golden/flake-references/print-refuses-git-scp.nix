builtins.flakeRefToString { type = "git"; url = "host:x/y"; }

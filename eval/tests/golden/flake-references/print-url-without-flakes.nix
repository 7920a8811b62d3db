builtins.flakeRefToString { type = "git"; url = "https://x/y"; }

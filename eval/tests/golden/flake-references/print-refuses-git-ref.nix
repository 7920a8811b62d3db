builtins.flakeRefToString { type = "git"; url = "https://x/y"; ref = "-a"; }

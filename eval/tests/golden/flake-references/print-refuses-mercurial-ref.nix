builtins.flakeRefToString { type = "hg"; url = "https://x/y"; ref = "-"; }

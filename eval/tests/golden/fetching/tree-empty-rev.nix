builtins.fetchTree { type = "git"; url = "https://x/y"; rev = ""; }

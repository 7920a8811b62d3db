builtins.fetchTree { url = "https://x/y"; }

builtins.fetchGit { url = "https://x/y"; publicKeys = [ ]; }

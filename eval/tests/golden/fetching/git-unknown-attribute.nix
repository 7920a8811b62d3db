builtins.fetchGit { url = "https://x/y"; foo = 1; }

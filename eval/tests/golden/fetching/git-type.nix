builtins.fetchGit { url = "https://x/y"; type = "git"; }

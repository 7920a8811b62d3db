builtins.fetchGit { url = "https://x/y"; ref = "-"; }

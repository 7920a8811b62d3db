builtins.fetchGit { url = "https://x/y"; verifyCommit = true; }

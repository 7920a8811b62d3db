builtins.fetchGit { url = 1; }

builtins.fetchGit { url = "https://x/y"; shallow = "x"; }

builtins.fetchGit { url = "host:x/y"; }

builtins.fetchGit { url = [ ]; }

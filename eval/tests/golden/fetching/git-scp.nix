builtins.fetchGit "host:x/y"

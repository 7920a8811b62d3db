builtins.fetchGit { name = "x"; }

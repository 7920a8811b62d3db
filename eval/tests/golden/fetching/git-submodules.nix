builtins.fetchGit { url = "https://x/y"; submodules = 1; }

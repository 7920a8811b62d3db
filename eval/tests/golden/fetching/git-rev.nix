builtins.fetchGit { url = "https://x/y"; rev = "abc"; }

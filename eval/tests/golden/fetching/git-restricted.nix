builtins.fetchGit { url = "https://x/y"; rev = "0123456789abcdef0123456789abcdef01234567"; }

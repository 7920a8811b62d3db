builtins.fetchTarball { url = "http://x/y"; sha256 = 1; }

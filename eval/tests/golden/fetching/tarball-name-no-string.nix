builtins.fetchTarball { url = "http://x/y"; name = 1; }

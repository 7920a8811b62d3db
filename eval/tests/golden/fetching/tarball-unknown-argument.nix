builtins.fetchTarball { url = "http://x/y"; foo = 1; }

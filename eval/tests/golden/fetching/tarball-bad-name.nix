builtins.fetchTarball { url = "http://x/y"; name = "a b"; }

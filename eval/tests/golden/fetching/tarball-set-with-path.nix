builtins.fetchTarball { outPath = "http://x/y"; }

builtins.fetchTarball "http://x/y"

builtins.fetchTarball "http://x y/z"

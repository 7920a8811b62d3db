builtins.fetchTarball "file://x/y"

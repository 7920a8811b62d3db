builtins.fetchTarball "nope"

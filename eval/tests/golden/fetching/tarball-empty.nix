builtins.fetchTarball ""

builtins.fetchTarball /tmp/x

builtins.fetchTarball "file:///nope/x"

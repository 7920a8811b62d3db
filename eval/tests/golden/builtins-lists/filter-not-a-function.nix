builtins.filter 5 [ 1 ]

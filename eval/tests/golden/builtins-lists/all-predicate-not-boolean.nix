builtins.all (x: null) [ 1 ]

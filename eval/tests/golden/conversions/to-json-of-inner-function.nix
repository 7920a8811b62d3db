builtins.toJSON ((x: y: 0) 0)

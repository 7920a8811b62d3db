builtins.toJSON { x = ./folder; }

builtins.getContext (builtins.toJSON ./folder)

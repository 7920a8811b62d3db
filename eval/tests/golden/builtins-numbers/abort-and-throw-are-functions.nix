map builtins.isFunction [ abort throw builtins.abort builtins.throw builtins.trace builtins.break ]

builtins.fetchClosure { }

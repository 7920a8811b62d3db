builtins.fetchClosure { foo = 1; }

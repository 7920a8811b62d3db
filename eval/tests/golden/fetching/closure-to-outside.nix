builtins.fetchClosure { toPath = "/tmp"; }

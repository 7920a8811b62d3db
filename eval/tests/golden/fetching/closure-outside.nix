builtins.fetchClosure { fromStore = "https://x"; fromPath = "/tmp"; }

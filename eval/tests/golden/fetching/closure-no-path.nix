builtins.fetchClosure { fromStore = "https://x"; }

builtins.fetchClosure { fromStore = "https://x"; fromPath = "/nix/store/00000000000000000000000000000000-x"; inputAddressed = 1; }

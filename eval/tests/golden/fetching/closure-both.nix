builtins.fetchClosure { fromStore = "https://x"; fromPath = "/nix/store/00000000000000000000000000000000-x"; inputAddressed = true; toPath = "/nix/store/00000000000000000000000000000000-x"; }

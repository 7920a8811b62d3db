builtins.fetchClosure { fromStore = "https://x?a=b"; fromPath = "/nix/store/00000000000000000000000000000000-x"; }

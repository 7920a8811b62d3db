builtins.fetchClosure { fromStore = "file:///x"; fromPath = "/nix/store/00000000000000000000000000000000-x"; }

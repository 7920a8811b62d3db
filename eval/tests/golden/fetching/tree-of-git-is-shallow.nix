builtins.fetchTree { type = "git"; url = "https://example.org/x"; }

builtins.fetchTree { type = "git"; url = throw "no"; }

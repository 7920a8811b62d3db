builtins.flakeRefToString { type = "git"; url = "file:///x y"; }

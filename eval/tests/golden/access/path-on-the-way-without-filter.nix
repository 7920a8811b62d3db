builtins.path { path = ./.; name = "on-the-way"; }

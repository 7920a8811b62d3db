builtins.path { path = ./.; name = "on-the-way"; filter = path: kind: builtins.trace "${baseNameOf path} ${kind}" (kind != "symlink"); }

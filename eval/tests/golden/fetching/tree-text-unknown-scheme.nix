builtins.fetchTree "foo:bar"

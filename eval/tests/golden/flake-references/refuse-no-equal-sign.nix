builtins.parseFlakeRef "foo:bar?x"

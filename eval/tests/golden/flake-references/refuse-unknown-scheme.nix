builtins.parseFlakeRef "foo:bar?dir=x&a=b"

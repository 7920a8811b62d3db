builtins.parseFlakeRef "gitlab:a/b?host=a_b"

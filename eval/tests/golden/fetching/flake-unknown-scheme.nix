builtins.getFlake "nope:a/b"

builtins.parseFlakeRef "git+https://x.y/z?verifyCommit=1"

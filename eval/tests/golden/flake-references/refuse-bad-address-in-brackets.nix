builtins.parseFlakeRef "https://[::g]/x"

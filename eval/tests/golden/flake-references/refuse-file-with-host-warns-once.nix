builtins.parseFlakeRef "file://x?a=b&"

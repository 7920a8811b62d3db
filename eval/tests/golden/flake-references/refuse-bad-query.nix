builtins.parseFlakeRef "/x?dir=a^b"

builtins.match "(a)|(b)|(c)" "b"

[ (builtins.match "(a|ab)(c|bcd)(d*)" "abcd") (builtins.match "(a|ab|abc)(.*)" "abcd") (builtins.match "(x|xy)(z?)" "xyz") ]

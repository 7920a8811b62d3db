[ (builtins.match "(a*)*" "aa") (builtins.match "(a*)+" "") (builtins.match "(|a)*" "aa") (builtins.match "()*x" "x") ]

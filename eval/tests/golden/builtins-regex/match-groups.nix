[ (builtins.match "a(b+)c" "abbbc") (builtins.match "abc" "abc") (builtins.match "(a)(b)?" "a") (builtins.match "x" "y") (builtins.match "" "") (builtins.match "()" "") ]

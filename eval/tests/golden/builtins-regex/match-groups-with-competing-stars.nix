[ (builtins.match "(a*)(a|aa)(a*)" "aaaa") (builtins.match "(a?)(ab)?(b?)" "ab") (builtins.match "(a|ab)(bc|c)" "abc") (builtins.match "(.?)(.?)(.?)" "xy") ]

[ (builtins.split "(a|b|ab)(b?)" "ab") (builtins.split "(ab|a)(b?)" "ab") (builtins.split "(a|ab)(bc|c)?" "abc") (builtins.split "(a*)(ab)*(b*)" "aab") ]

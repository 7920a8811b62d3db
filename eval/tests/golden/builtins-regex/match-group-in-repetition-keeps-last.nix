[ (builtins.match "(a|b)*" "abab") (builtins.match "(ab?)+" "aba") (builtins.match "((a)|(b))*" "ab") ]

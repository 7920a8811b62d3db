[ (builtins.split "(a|ab)*" "aab") (builtins.split "((x)|y)+" "xyxy") (builtins.split "(a?b?)*c" "abc") (builtins.split "(x*)*" "ax") ]

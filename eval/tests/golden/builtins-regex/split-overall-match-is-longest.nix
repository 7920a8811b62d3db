[ (builtins.split "a|ab" "cabd") (builtins.split "(ab|a)(bc)?" "abc") ]

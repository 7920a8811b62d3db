[ (builtins.split "," "a,b,c") (builtins.split "x" "abc") (builtins.split "(,)" "a,b") (builtins.split "," "") (builtins.split "," ",") (builtins.split "," ",a,") ]

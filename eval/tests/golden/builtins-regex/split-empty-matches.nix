[ (builtins.split "" "abc") (builtins.split "x*" "axb") (builtins.split "(b*)" "abc") (builtins.split "" "") ]

[ (builtins.match "[]a]+" "]a]") (builtins.match "[^]]+" "abc") (builtins.match "[a-]+" "a-a") (builtins.match "[-a]+" "-a") (builtins.match "[.*+?]+" ".*+?") (builtins.match "[^a-c]" "d") ]

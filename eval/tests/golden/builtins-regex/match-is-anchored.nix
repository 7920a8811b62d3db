[ (builtins.match "b" "abc") (builtins.match "a" "ab") (builtins.match ".*b.*" "abc") (builtins.match "^abc$" "abc") ]

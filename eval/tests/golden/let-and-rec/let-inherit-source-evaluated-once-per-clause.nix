let inherit (builtins.trace "source forced" { a = 1; b = 2; }) a b; in a + b

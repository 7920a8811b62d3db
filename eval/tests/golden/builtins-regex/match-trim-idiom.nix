let trim = s: builtins.head (builtins.match "[[:space:]]*(.*[^[:space:]])[[:space:]]*" s); in [ (trim "  a b  ") (trim "x") ]

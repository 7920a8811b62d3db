[ (builtins.split "(foo)?(foobar)?" "foobar") (builtins.split "foo|foobar|fo" "foobar fo") (builtins.split "([a-z]+|[a-z]+[0-9]+)" "ab12 c") ]

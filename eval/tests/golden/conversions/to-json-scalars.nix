map builtins.toJSON [ 1 (-5) 1.5 1.0 true false null "s" [ ] { } 9223372036854775807 ]

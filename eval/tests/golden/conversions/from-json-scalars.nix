map builtins.fromJSON [ "1" "-5" "1.5" "1e3" "true" "null" "\"s\"" "[]" "{}" "  1  " "-0" "1.0" "0" ]

map builtins.stringLength [ "" "abc" "a\nb" "é" ]

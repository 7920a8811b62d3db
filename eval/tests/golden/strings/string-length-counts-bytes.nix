map builtins.stringLength [ "" "a" "grün" "木" "🦀" "\n" ]

builtins.replaceStrings [ "\n" "\t" ] [ "\\n" "  " ] "a\n\tb\n"

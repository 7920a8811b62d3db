let upper = s: builtins.replaceStrings [ "a" "b" "c" ] [ "A" "B" "C" ] s; in upper "aabbcc-xyz"

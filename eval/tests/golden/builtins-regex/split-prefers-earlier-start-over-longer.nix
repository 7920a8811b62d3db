builtins.split "b|abc|bcd" "abcde"

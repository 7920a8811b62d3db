builtins.replaceStrings [ "x" "y" ] [ "z" (throw "unused") ] "xxx"

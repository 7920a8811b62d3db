let escape = s: builtins.replaceStrings [ "." "+" "*" "(" ")" ] [ "\\." "\\+" "\\*" "\\(" "\\)" ] s; in builtins.match (escape "a.b+(c)*") "a.b+(c)*"

builtins.split "é" "caféx"

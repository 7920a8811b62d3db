[ (builtins.match "a.b" "a\nb") (builtins.match ".*" "x\ny") (builtins.match "[^x]" "\n") ]

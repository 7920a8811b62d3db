[ (builtins.match "[\\]+" "\\\\") (builtins.match "[\\.]+" "\\.") (builtins.match "[\\n]" "n") ]

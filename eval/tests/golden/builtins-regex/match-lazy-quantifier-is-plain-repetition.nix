[ (builtins.match "a+?" "a") ]

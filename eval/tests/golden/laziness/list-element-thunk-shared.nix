let l = [ (builtins.trace "element" 1) ]; in builtins.head l + builtins.head l

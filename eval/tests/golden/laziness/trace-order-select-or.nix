(builtins.trace "set" { }).a or (builtins.trace "default" 1)

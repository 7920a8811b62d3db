let f = x: builtins.trace "called" x; in f 1 + f 1

[ ((builtins.trace "l" { }) // (builtins.trace "r" { })) ((builtins.trace "l2" [ ]) ++ (builtins.trace "r2" [ ])) ]

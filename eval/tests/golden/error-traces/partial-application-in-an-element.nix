builtins.genList (builtins.elemAt (map (value: alpha: (0 0 0)) [ 0 ]) 0) 5

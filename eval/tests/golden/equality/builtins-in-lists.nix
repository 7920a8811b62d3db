[ ([ builtins.map ] == [ builtins.map ]) (builtins == builtins) ([ map ] == [ map ]) (let m = builtins.map; in [ m ] == [ m ]) ]

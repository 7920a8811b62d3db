[ (builtins.any (x: x > 1) [ 1 2 ]) (builtins.any (x: true) [ ]) (builtins.all (x: x > 1) [ 1 2 ]) (builtins.all (x: false) [ ]) ]

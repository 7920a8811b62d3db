[ (builtins ? builtins) (builtins.builtins ? builtins) (builtins.builtins.length [ 1 ]) ]

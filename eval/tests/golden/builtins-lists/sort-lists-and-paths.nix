[ (builtins.sort builtins.lessThan [ [ 2 ] [ 1 2 ] [ ] [ 1 ] ]) (builtins.sort builtins.lessThan [ /b /a/c /a ]) ]

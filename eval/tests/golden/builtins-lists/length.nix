map builtins.length [ [ ] [ 1 ] [ [ ] [ ] ] ]

[ (map builtins.typeOf [ 1 "a" null ]) (map ({ __functor = _: x: x + 1; }) [ 1 2 ]) (map (x: y: x) [ ]) ]

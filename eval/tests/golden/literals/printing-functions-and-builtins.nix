[ (x: x) ({ a, ... }: a) builtins.map (builtins.map (x: x)) (builtins.add 1) (y: y) ]

[ (builtins.any (x: x) [ false true (throw "no") ]) (builtins.all (x: x) [ true false (throw "no") ]) ]

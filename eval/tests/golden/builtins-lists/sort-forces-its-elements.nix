builtins.length (builtins.sort (a: b: false) [ (throw "first element") (throw "second element") ])

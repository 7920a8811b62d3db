builtins.length (builtins.sort (throw "comparator is not needed") [ (throw "element") ])

[ ([ 1 (throw "b") ] == [ 2 (throw "c") ]) ({ a = 1; b = throw "b"; } == { a = 2; b = 1; }) ]

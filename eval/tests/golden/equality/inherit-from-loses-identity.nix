let a = { f = x: x; }; b = { inherit (a) f; }; in [ (b == b) (a == b) ({ inherit (a) f; } == { inherit (a) f; }) ]

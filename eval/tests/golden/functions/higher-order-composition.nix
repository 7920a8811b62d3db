let compose = f: g: x: f (g x); pipe = builtins.foldl' (x: f: f x); in [ (compose (x: x + 1) (x: x * 2) 5) (pipe 3 [ (x: x + 1) toString (s: "<${s}>") ]) ]

let z = y * 2; y = x * 2; x = 21; in { inherit x y z; }

let x = "outer"; in { x1 = x; y = { inherit x; }; }

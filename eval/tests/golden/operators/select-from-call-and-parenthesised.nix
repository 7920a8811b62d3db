let f = x: { inherit x; }; in [ (f 1).x ({ a = 2; }).a { b = 3; }.b (rec { c = d; d = 4; }).c ]

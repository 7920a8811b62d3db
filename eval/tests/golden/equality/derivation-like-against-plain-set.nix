let d = { type = "derivation"; outPath = "/out"; a = 1; }; in [ (d == { outPath = "/out"; }) (d == { type = "derivation"; a = 1; outPath = "/out"; x = 2; }) (d == removeAttrs d [ "a" ]) ]

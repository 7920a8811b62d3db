builtins.substring 1 2 { outPath = "/out"; }

let d = derivation { name = "a"; builder = "b"; system = "x"; outputs = [ "dev" "out" ]; }; in [ d.outputName d.outPath d.out.outPath ("${d}" == d.dev.outPath) ]

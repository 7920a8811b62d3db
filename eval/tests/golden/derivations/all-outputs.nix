map (d: [ d.outputName d.outPath d.type ]) (derivation { name = "a"; builder = "b"; system = "x"; outputs = [ "out" "dev" "man" ]; }).all

builtins.deepSeq { a = [ (throw "q") ]; } 1

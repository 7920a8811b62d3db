builtins.seq [ (throw "inside") ] (builtins.seq { a = throw "inside"; } 1)

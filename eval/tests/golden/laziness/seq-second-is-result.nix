builtins.seq 1 (throw "result")

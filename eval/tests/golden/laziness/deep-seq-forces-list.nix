builtins.deepSeq [ 1 [ 2 (throw "deep in list") ] ] "done"

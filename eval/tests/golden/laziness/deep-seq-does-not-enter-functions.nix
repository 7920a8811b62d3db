builtins.deepSeq { f = x: throw "body"; } "done"

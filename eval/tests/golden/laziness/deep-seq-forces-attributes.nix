builtins.deepSeq { a.b.c = throw "deep in set"; } "done"

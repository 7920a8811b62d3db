builtins.toJSON [ 1 { a = throw "inside"; } ]

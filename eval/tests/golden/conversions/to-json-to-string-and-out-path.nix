map builtins.toJSON [ { __toString = s: "str"; a = 1; } { outPath = "/o"; a = 1; } { outPath = 5; } { outPath = { a = 1; }; } { __toString = _: "t"; outPath = throw "unused"; } ]

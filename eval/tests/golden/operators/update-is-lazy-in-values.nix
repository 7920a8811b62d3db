({ a = throw "left value"; b = 1; } // { a = 2; c = throw "unused"; }).a

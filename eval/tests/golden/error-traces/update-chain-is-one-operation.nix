{ a = 1; } // { } // (throw "in the chain") // { b = 1; }

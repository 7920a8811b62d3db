builtins.genericClosure { startSet = [ ]; operator = throw "unused"; }

builtins.flakeRefToString { type = "github"; owner = throw "no"; }

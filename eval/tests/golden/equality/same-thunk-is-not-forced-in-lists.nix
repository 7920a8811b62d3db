let t = throw "not forced?"; in (builtins.tryEval ([ t ] == [ t ])).success

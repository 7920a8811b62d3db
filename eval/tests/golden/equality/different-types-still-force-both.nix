[ ((builtins.tryEval (1 == throw "r")).success) ({ } == [ ]) ("" == null) ]

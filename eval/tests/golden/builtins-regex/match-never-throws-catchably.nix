(builtins.tryEval (builtins.match "a.*" "abc")).success

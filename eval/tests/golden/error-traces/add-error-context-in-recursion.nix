let
  f = x: builtins.addErrorContext "while f ${toString x}" (if x == 0 then throw "done" else f (x - 1));
in
f 3

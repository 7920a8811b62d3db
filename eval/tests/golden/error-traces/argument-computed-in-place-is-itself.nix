let
  own = builtins.length (builtins.attrNames own);
in
own

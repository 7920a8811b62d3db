let
  section = name: kv: "[${name}]\n" + builtins.concatStringsSep "" (map (k: "${k}=${value kv.${k}}\n") (builtins.attrNames kv));
  value = v: if builtins.isBool v then (if v then "true" else "false") else toString v;
in builtins.concatStringsSep "\n" (builtins.attrValues (builtins.mapAttrs section { b = { x = 1; y = true; }; a = { z = "s"; f = 1.5; l = [ 1 2 ]; }; }))

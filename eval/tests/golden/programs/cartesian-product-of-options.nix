let
  cartesian = builtins.foldl' (acc: name: builtins.concatMap (a: map (v: a // { ${name} = v; }) sets.${name}) acc) [ { } ] (builtins.attrNames sets);
  sets = { os = [ "linux" "darwin" ]; arch = [ "x86" "arm" ]; };
in map (c: "${c.arch}-${c.os}") cartesian

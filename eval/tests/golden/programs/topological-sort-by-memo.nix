let
  deps = { app = [ "lib" "util" ]; lib = [ "core" ]; util = [ "core" "lib" ]; core = [ ]; };
  depth = builtins.mapAttrs (n: ds: if ds == [ ] then 0 else 1 + builtins.foldl' (m: d: if depth.${d} > m then depth.${d} else m) 0 ds) deps;
in builtins.sort (a: b: depth.${a} < depth.${b}) (builtins.attrNames deps)

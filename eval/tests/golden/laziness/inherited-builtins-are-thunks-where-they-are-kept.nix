let
  inherit (builtins) map length isAttrs;
  tail = builtins.tail;
  kept = [ length map tail isAttrs ];
in
assert builtins.length (map (x: x) (tail [ 1 2 ])) == 1;
if isAttrs kept then length kept else kept

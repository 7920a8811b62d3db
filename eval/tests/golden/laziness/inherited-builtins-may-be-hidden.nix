let
  inherit (builtins) length head;
  inner =
    let
      builtins.length = list: "hidden";
      inherit (builtins) length;
    in
    length [ 1 2 ];
in
[
  inner
  (length [ 1 ])
  (with { head = 1; }; head [ 2 ])
  ((head: head) 3)
]

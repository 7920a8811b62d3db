let
  kind = builtins.trace "kind" (1 + builtins.length (builtins.trace "list" [ 1 ]));
  other = builtins.trace "other" 2;
in
if kind == other then builtins.trace "same" [ kind other ] else [ ]

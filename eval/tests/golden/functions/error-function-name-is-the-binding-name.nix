let
  set.nested.theFunction = { x }: x;
in
  set.nested.theFunction { y = 1; }

let
  g = { a ? later, b ? c, c ? a }: [ a b c ];
  early = g { };
  later = early;
in
builtins.length (builtins.elemAt early 2)

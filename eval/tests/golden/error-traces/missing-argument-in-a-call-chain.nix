let
  f = { a, b }: a;
  g = x: (f { a = x; }) + 1;
in
g 1 + 1

let
  sum = { a = 1; } + 2;
in
{ b = 3; } // sum

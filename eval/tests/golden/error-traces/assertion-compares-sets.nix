let
  left = { a = [ 1 { b = "x"; } ]; };
  right = { a = [ 1 { b = "y"; } ]; };
in
assert left == right; true

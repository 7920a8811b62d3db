# Each time round a set is updated by another, and an attribute selected from the result.
{ size }:
let
  left = {
    one = 1;
  };
  right = {
    zero = 0;
  };
  loop = n: if n == (left // right).zero then size else loop (n - 1);
in
loop size

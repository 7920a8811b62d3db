# The loop calls itself from within an operand: a frame is pushed where the bare loop's takes the place of the one before.
{ size }:
let
  loop = n: if n == 0 then true else !(loop (n - 1));
in
loop size

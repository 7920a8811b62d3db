# Each time round a variable is forced that has its value already.
{ size }:
let
  zero = size - size;
  loop = n: if n == zero then size else loop (n - 1);
in
loop size

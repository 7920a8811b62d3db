# Each time round a function that captures a variable is made, called, and reads what it has captured.
{ size }:
let
  zero = size - size;
  loop = n: if n == (_: zero) 0 then size else loop (n - 1);
in
loop size

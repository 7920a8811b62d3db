# Each time round a function of one argument is called.
{ size }:
let
  identity = x: x;
  loop = n: if n == identity 0 then size else loop (n - 1);
in
loop size

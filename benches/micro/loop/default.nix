# The loop that every program here is built around, and nothing in it.
{ size }:
let
  loop = n: if n == 0 then size else loop (n - 1);
in
loop size

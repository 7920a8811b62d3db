# Each time round an attribute is selected from a set that is written out, since to compute its names would take longer than
# to select from it.
{ set, size }:
let
  loop = n: if n == set.a0 then size else loop (n - 1);
in
loop size

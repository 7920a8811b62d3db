# Takeuchi's function, made strict: called by need it would finish at once.
{ size }:
let
  tak =
    x: y: z:
    if y < x then
      let
        a = tak (x - 1) y z;
        b = tak (y - 1) z x;
        c = tak (z - 1) x y;
      in
      builtins.seq a (builtins.seq b (builtins.seq c (tak a b c)))
    else
      z;
in
tak size (size * 2 / 3) (size / 3)

# Each time round a thunk is made and forced; it subtracts one constant from another.
{ size }:
let
  loop =
    n:
    let
      zero = 1 - 1;
    in
    if n == zero then size else loop (n - 1);
in
loop size

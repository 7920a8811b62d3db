# Each time round a builtin calls back once: its generator is suspended and resumed.
{ size }:
let
  never = _: false;
  zeros = [ 0 ];
  loop =
    n:
    if builtins.any never zeros then
      null
    else if n == 0 then
      size
    else
      loop (n - 1);
in
loop size

# Each time round a builtin that calls back has nothing to call back for: its generator ends without having suspended.
{ size }:
let
  never = _: false;
  loop =
    n:
    if builtins.any never [ ] then
      null
    else if n == 0 then
      size
    else
      loop (n - 1);
in
loop size

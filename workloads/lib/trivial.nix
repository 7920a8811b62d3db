# Functions about no type in particular, and the arithmetic the workloads make their data with.
{ lib }:
rec {
  id = value: value;

  const = value: _: value;

  flip =
    f: first: second:
    f second first;

  pipe = builtins.foldl' (value: f: f value);

  min = left: right: if left < right then left else right;

  max = left: right: if left > right then left else right;

  mod = dividend: divisor: dividend - divisor * (dividend / divisor);

  # A number below 2^32 that looks unrelated to its index: the workloads' only source of variety.
  scramble =
    index:
    let
      mask = 4294967295;
      spread = builtins.bitAnd (index * 2654435761 + 374761393) mask;
      folded = builtins.bitXor spread (spread / 32768);
      again = builtins.bitAnd (folded * 40503) mask;
    in
    builtins.bitXor again (again / 8192);

  # One short string that depends on every part of a value.
  checksum = value: builtins.hashString "sha256" (builtins.toJSON value);

  boolToString = condition: if condition then "true" else "false";

  # A function that was wrapped keeps its formals in an attribute, since a wrapper has none itself.
  functionArgs =
    f:
    if f ? __functor then
      f.__functionArgs or (functionArgs (f.__functor f))
    else
      builtins.functionArgs f;

  setFunctionArgs = f: formals: {
    __functor = _: f;
    __functionArgs = formals;
  };

  isFunction = value: builtins.isFunction value || (value ? __functor && isFunction (value.__functor value));

  toFunction = value: if isFunction value then value else const value;
}

# Descends as deep as the given size along every way the language has of nesting evaluation,
# many times each.
{ size }:
let
  lib = import ../lib;

  repeat = times: f: lib.sum (builtins.genList f times);

  # A call that still has an addition to do.
  direct = n: if n == 0 then 0 else n + direct (n - 1);

  # Two functions of a recursive set that call each other through it.
  mutual = rec {
    even = n: if n == 0 then 1 else odd (n - 1) + 1;
    odd = n: if n == 0 then 0 else even (n - 1) + 2;
  };

  # An accumulator nobody looks at until the loop is over: a chain of thunks.
  chain =
    start:
    (builtins.foldl' (state: step: { total = state.total + step; }) { total = start; } (
      builtins.genList (step: step) size
    )).total;

  # A list whose every element is computed from the one before it, asked for its last.
  table =
    start:
    let
      cells = builtins.genList (index: if index == 0 then start else builtins.elemAt cells (index - 1) + 1) (size / 2);
    in
    builtins.elemAt cells (size / 2 - 1);

  # Recursion that passes through a builtin calling back.
  throughFold = n: if n == 0 then 0 else builtins.foldl' (total: next: total + throughFold next) 1 [ (n - 1) ];
  throughMap = n: if n == 0 then 0 else 1 + builtins.head (map throughMap [ (n - 1) ]);
  throughSort =
    n:
    if n == 0 then
      1
    else
      n
      + 1
      + builtins.head (
        builtins.sort (left: right: throughSort (lib.max left right) > 0 && left < right) [
          (n - 1)
          (-1)
        ]
      );

  # Data as deep as the descent: built, forced whole, compared, turned into text.
  nest = depth: lib.foldl (inner: level: { inherit level inner; }) null (builtins.genList (level: level) depth);
  data =
    start:
    let
      left = nest (size / 4 + start);
      right = nest (size / 4 + start);
    in
    builtins.deepSeq left (if left == right then builtins.stringLength (builtins.toJSON right) else 0);

  # Coercions that lead to coercions.
  text = depth: if depth == 0 then "end" else { __toString = _: "${text (depth - 1)}"; };

  short = size / 4;
in
lib.checksum [
  (repeat 40 (round: direct (size - round)))
  (repeat 40 (round: mutual.even (size - round)))
  (repeat 40 chain)
  (repeat 40 table)
  (repeat 40 (round: throughFold (short - round)))
  (repeat 40 (round: throughMap (short - round)))
  (repeat 40 (round: throughSort (size / 8 - round)))
  (repeat 40 data)
  (repeat 40 (round: builtins.stringLength (toString (text (short - round)))))
]

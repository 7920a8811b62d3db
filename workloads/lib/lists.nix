# Functions over lists.
{ lib }:
let
  inherit (builtins) elem elemAt filter foldl' genList head length;
in
rec {
  inherit (builtins) concatLists;

  singleton = value: [ value ];

  foldr =
    combine: start: list:
    let
      count = length list;
      from = index: if index == count then start else combine (elemAt list index) (from (index + 1));
    in
    from 0;

  foldl =
    combine: start: list:
    let
      upTo = index: if index < 0 then start else combine (upTo (index - 1)) (elemAt list index);
    in
    upTo (length list - 1);

  imap0 = f: list: genList (index: f index (elemAt list index)) (length list);

  imap1 = f: list: genList (index: f (index + 1) (elemAt list index)) (length list);

  range = first: final: if first > final then [ ] else genList (offset: first + offset) (final - first + 1);

  replicate = count: value: genList (_: value) count;

  optional = condition: value: if condition then [ value ] else [ ];

  optionals = condition: values: if condition then values else [ ];

  flatten = value: if builtins.isList value then builtins.concatMap flatten value else [ value ];

  toList = value: if builtins.isList value then value else [ value ];

  unique = foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];

  last = list: elemAt list (length list - 1);

  init = list: take (length list - 1) list;

  take = count: sublist 0 count;

  drop = count: list: sublist count (length list) list;

  sublist =
    start: count: list:
    let
      available = length list;
      kept =
        if start >= available then
          0
        else if start + count > available then
          available - start
        else
          count;
    in
    genList (offset: elemAt list (start + offset)) kept;

  reverseList =
    list:
    let
      final = length list - 1;
    in
    genList (index: elemAt list (final - index)) (final + 1);

  zipListsWith =
    combine: left: right:
    genList (index: combine (elemAt left index) (elemAt right index)) (lib.min (length left) (length right));

  zipLists = zipListsWith (fst: snd: { inherit fst snd; });

  findFirst =
    predicate: default: list:
    let
      found = filter predicate list;
    in
    if found == [ ] then default else head found;

  count = predicate: foldl' (total: value: if predicate value then total + 1 else total) 0;

  sum = foldl' builtins.add 0;

  product = foldl' builtins.mul 1;

  remove = unwanted: filter (value: value != unwanted);

  subtractLists = unwanted: filter (value: !(elem value unwanted));

  intersectLists = wanted: filter (value: elem value wanted);

  # Puts first what must come first, layer by layer; what stands on a cycle, or after one, is left.
  toposort =
    before: list:
    let
      layers = builtins.partition (element: !(builtins.any (other: before other element) list)) list;
      later = toposort before layers.wrong;
    in
    if layers.right == [ ] then
      {
        result = [ ];
        left = list;
      }
    else
      later // { result = layers.right ++ later.result; };

  # Sorts strings so that the numbers inside them count as numbers.
  naturalSort =
    list:
    let
      number = digits: builtins.fromJSON (head (builtins.match "0*([0-9]+)" digits));
      pieces =
        text:
        map (piece: if builtins.isList piece then number (head piece) else piece) (
          builtins.split "([0-9]+)" text
        );
      keyed = map (text: {
        key = pieces text;
        inherit text;
      }) list;
    in
    map (entry: entry.text) (builtins.sort (left: right: left.key < right.key) keyed);
}

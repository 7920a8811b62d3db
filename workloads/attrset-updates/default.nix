# Attribute sets updated, mapped, filtered, merged and taken apart; the size is the number of
# attributes of the large ones.
{ size }:
let
  lib = import ../lib;
  inherit (builtins) attrNames attrValues foldl' genList intersectAttrs listToAttrs mapAttrs zipAttrsWith;

  nameOf = index: "attribute-${toString index}";
  entries = genList (index: lib.nameValuePair (nameOf (lib.scramble index)) index) size;
  large = listToAttrs entries;
  numbered = lib.genAttrs (genList nameOf size) builtins.stringLength;

  # One attribute at a time on top of a large set, then a small set built up from nothing.
  touched = foldl' (set: index: set // { ${nameOf (lib.mod (lib.scramble index) size)} = index; }) numbered (
    genList lib.id (size / 2)
  );
  accumulated = foldl' (
    set: index:
    let
      name = "slot-${toString (lib.mod (lib.scramble index) 64)}";
    in
    set // { ${name} = (set.${name} or 0) + index; }
  ) { } (genList lib.id (size * 2));

  # Small sets with fixed names, updated the way a record is.
  records = foldl' (
    state: index:
    builtins.seq state.count state
    // {
      count = state.count + 1;
      last = index;
      ${if lib.mod index 3 == 0 then "third" else "other"} = index;
    }
    // lib.optionalAttrs (lib.mod index 5 == 0) { fifth = state.count; }
  ) { count = 0; last = 0; third = 0; other = 0; } (genList lib.id (size * 4));

  doubled = mapAttrs (_: value: value * 2) large;
  even = lib.filterAttrs (_: value: lib.mod value 2 == 0) doubled;
  renamed = lib.mapAttrs' (name: value: lib.nameValuePair "renamed-${toString (lib.mod value 1000)}" name) large;
  without = removeAttrs large (map (entry: entry.name) (lib.take (size / 3) entries));
  common = intersectAttrs numbered touched;
  overlap = intersectAttrs without (mapAttrs (_: toString) large);

  zipped = zipAttrsWith (name: values: foldl' builtins.add (builtins.stringLength name) values) (
    genList (number: if lib.mod number 2 == 0 then numbered else touched) 6
  );

  # Trees, as configuration and package sets are.
  tree =
    depth: seed:
    if depth == 0 then
      seed
    else
      listToAttrs (
        genList (
          index:
          lib.nameValuePair "branch-${toString (lib.mod (lib.scramble (seed + index)) 9)}" (
            tree (depth - 1) (seed * 3 + index)
          )
        ) 4
      );
  trees = genList (tree 3) (size / 50 + 1);
  merged = foldl' lib.recursiveUpdate { } trees;
  pruned = lib.filterAttrsRecursive (_: value: builtins.isAttrs value || lib.mod value 3 != 0) merged;
  leaves = lib.collect builtins.isInt pruned;
  paths = lib.collect builtins.isString (
    lib.mapAttrsRecursive (path: value: "${builtins.concatStringsSep "." path}=${toString value}") pruned
  );
  updated = lib.updateManyAttrs (genList (index: {
    path = [ "branch-${toString (lib.mod index 9)}" "made" (nameOf (lib.mod index 40)) ];
    update = previous: (if builtins.isInt previous then previous else 0) + index;
  }) (size / 10)) merged;

  lookups = foldl' (
    total: entry: total + large.${entry.name} + (numbered.${entry.name} or 1) + (if touched ? ${entry.name} then 1 else 0)
  ) 0 entries;

  digest = set: lib.checksum (lib.mapAttrsToList (name: value: [ name value ]) set);
in
lib.checksum {
  large = digest large;
  touched = digest touched;
  inherit accumulated records lookups;
  even = digest even;
  renamed = digest renamed;
  without = attrNames without;
  common = digest common;
  overlap = lib.foldl (total: text: total + builtins.stringLength text) 0 (lib.take 2000 (attrValues overlap));
  zipped = lib.sum (attrValues zipped);
  leaves = lib.sum leaves;
  inherit paths;
  updated = digest (lib.attrByPath [ "branch-4" "made" ] { } updated);
  caught = builtins.catAttrs "value" (lib.take 100 entries);
  equal = [ (large == large // { }) (numbered == touched) (even == lib.filterAttrs (_: value: true) even) ];
  folded = lib.sum (attrValues (lib.foldAttrs (value: total: value + total) 0 [ numbered large touched ]));
}

# Functions over attribute sets.
{ lib }:
let
  inherit (builtins) attrNames concatMap elemAt head isAttrs length listToAttrs map tail;
in
rec {
  nameValuePair = name: value: { inherit name value; };

  mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));

  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);

  attrsToList = mapAttrsToList nameValuePair;

  concatMapAttrs = f: set: builtins.foldl' (merged: part: merged // part) { } (mapAttrsToList f set);

  filterAttrs =
    predicate: set:
    removeAttrs set (builtins.filter (name: !predicate name set.${name}) (attrNames set));

  filterAttrsRecursive =
    predicate: set:
    listToAttrs (
      concatMap (
        name:
        let
          value = set.${name};
        in
        lib.optional (predicate name value) (
          nameValuePair name (if isAttrs value then filterAttrsRecursive predicate value else value)
        )
      ) (attrNames set)
    );

  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);

  optionalAttrs = condition: set: if condition then set else { };

  attrByPath =
    path: default: set:
    if path == [ ] then
      set
    else if set ? ${head path} then
      attrByPath (tail path) default set.${head path}
    else
      default;

  hasAttrByPath =
    path: set: path == [ ] || (set ? ${head path} && hasAttrByPath (tail path) set.${head path});

  getAttrFromPath =
    path: attrByPath path (throw "no attribute `${builtins.concatStringsSep "." path}'");

  setAttrByPath =
    path: value:
    let
      depth = length path;
      wrap = index: if index == depth then value else { ${elemAt path index} = wrap (index + 1); };
    in
    wrap 0;

  # Merges two trees: the right side wins where the predicate says stop.
  recursiveUpdateUntil =
    stop:
    let
      merge =
        path: left: right:
        left
        // builtins.mapAttrs (
          name: value:
          let
            here = path ++ [ name ];
          in
          if !(left ? ${name}) || stop here left.${name} value then value else merge here left.${name} value
        ) right;
    in
    merge [ ];

  recursiveUpdate = recursiveUpdateUntil (_: left: right: !(isAttrs left && isAttrs right));

  collect =
    predicate: value:
    if predicate value then
      [ value ]
    else if isAttrs value then
      concatMap (collect predicate) (builtins.attrValues value)
    else
      [ ];

  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);

  mapAttrsRecursiveCond =
    descend: f: set:
    let
      recurse =
        path:
        builtins.mapAttrs (
          name: value:
          if isAttrs value && descend value then recurse (path ++ [ name ]) value else f (path ++ [ name ]) value
        );
    in
    recurse [ ] set;

  isDerivation = value: value.type or null == "derivation";

  zipAttrs = builtins.zipAttrsWith (_: values: values);

  foldAttrs =
    combine: start: sets:
    builtins.mapAttrs (_: lib.foldr combine start) (zipAttrs sets);

  # Applies a list of `{ path, update }` to a tree, each seeing what the ones before it left.
  updateManyAttrs =
    updates: set:
    let
      apply =
        current: { path, update }:
        if path == [ ] then
          update current
        else
          current
          // {
            ${head path} = apply (current.${head path} or { }) {
              path = tail path;
              inherit update;
            };
          };
    in
    builtins.foldl' apply set updates;
}

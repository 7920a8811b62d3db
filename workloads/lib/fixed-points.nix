# Recursive sets as fixed points of functions, and the overlays that change them.
{ lib }:
rec {
  fix =
    f:
    let
      result = f result;
    in
    result;

  # The same, with the function kept in the result so that it can be extended again.
  fixWithUnfixed =
    f:
    let
      result = f result // {
        __unfixed__ = f;
      };
    in
    result;

  extends =
    overlay: base: final:
    let
      previous = base final;
    in
    previous // overlay final previous;

  composeExtensions =
    first: second: final: previous:
    let
      changed = first final previous;
      between = previous // changed;
    in
    changed // second final between;

  composeManyExtensions = overlays: lib.foldr composeExtensions (_: _: { }) overlays;

  makeExtensible =
    base:
    fix (self: base self // { extend = overlay: makeExtensible (extends overlay base); });

  # Applies the function until the value no longer changes.
  converge =
    f: value:
    let
      next = f value;
    in
    if next == value then value else converge f next;
}

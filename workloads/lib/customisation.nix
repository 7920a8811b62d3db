# Functions called with the arguments they name, and results that can be made again with others.
{ lib }:
rec {
  makeOverridable =
    f:
    lib.setFunctionArgs (
      arguments:
      let
        result = f arguments;
        with' = changes: arguments // (if lib.isFunction changes then changes arguments else changes);
        again = changes: makeOverridable f (with' changes);
        mapResult = change: makeOverridable (lib.setFunctionArgs (given: change (f given)) (lib.functionArgs f)) arguments;
      in
      if builtins.isAttrs result then
        result
        // {
          override = again;
          overrideDerivation = change: mapResult (package: overrideDerivation package change);
          ${if result ? overrideAttrs then "overrideAttrs" else null} =
            change: mapResult (package: package.overrideAttrs change);
        }
      else if lib.isFunction result then
        lib.setFunctionArgs result (lib.functionArgs result) // { override = again; }
      else
        result
    ) (lib.functionArgs f);

  overrideDerivation = package: change: package // change package;

  callPackageWith =
    scope: functionOrFile: given:
    let
      f = if lib.isFunction functionOrFile then functionOrFile else import functionOrFile;
      formals = lib.functionArgs f;
      found = builtins.intersectAttrs formals scope // given;
      missing = builtins.filter (name: !(formals.${name} || found ? ${name})) (builtins.attrNames formals);
    in
    if missing == [ ] then
      makeOverridable f found
    else
      throw "nothing in scope for: ${builtins.concatStringsSep ", " missing}";

  # A package set with its own `callPackage`, in which the set's members come before the
  # surrounding scope's, and which overlays can change.
  makeScope =
    newScope: f:
    let
      self = f self // {
        newScope = extra: newScope (self // extra);
        callPackage = self.newScope { };
        overrideScope = overlay: makeScope newScope (lib.extends overlay f);
        packages = f;
      };
    in
    self;
}

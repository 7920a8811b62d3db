# Derivations that can be made again from other attributes, and scopes that splice.
{ lib }:
rec {
  # A derivation with more attributes, all of whose outputs have them too; `condition` is asserted
  # when a path of it is needed, not before.
  extendDerivation =
    condition: passthru: drv:
    let
      outputs = drv.outputs or [ "out" ];
      common = drv // builtins.listToAttrs outputsList // { all = map (entry: entry.value) outputsList; } // passthru;
      toOutput = outputName: {
        name = outputName;
        value =
          common
          // {
            inherit (drv.${outputName}) type outputName;
            outputSpecified = true;
            drvPath = assert condition; drv.${outputName}.drvPath;
            outPath = assert condition; drv.${outputName}.outPath;
          }
          // passthru;
      };
      outputsList = map toOutput outputs;
    in
    common
    // {
      drvPath = assert condition; drv.drvPath;
      outPath = assert condition; drv.outPath;
    };

  overrideDerivation =
    drv: change:
    let
      remade = derivation (drv.drvAttrs // change drv);
    in
    extendDerivation true (
      { meta = drv.meta or { }; passthru = drv.passthru or { }; } // drv.passthru or { }
    ) remade;

  makeOverridable =
    f:
    lib.setFunctionArgs (
      arguments:
      let
        result = f arguments;
        mapResult = change: makeOverridable (lib.setFunctionArgs (given: change (f given)) (lib.functionArgs f)) arguments;
        again = changes: makeOverridable f (arguments // (if lib.isFunction changes then changes arguments else changes));
      in
      if builtins.isAttrs result then
        result
        // {
          override = lib.setFunctionArgs again (lib.functionArgs f);
          overrideDerivation = change: mapResult (drv: overrideDerivation drv change);
          ${if result ? overrideAttrs then "overrideAttrs" else null} = change: mapResult (drv: drv.overrideAttrs change);
        }
      else if lib.isFunction result then
        lib.setFunctionArgs result (lib.functionArgs result) // { override = again; }
      else
        result
    ) (lib.functionArgs f);

  # `callPackage` for a function that gives a set of packages: each of them can be overridden.
  callPackagesWith =
    scope: functionOrFile: given:
    let
      f = if lib.isFunction functionOrFile then functionOrFile else import functionOrFile;
      arguments = builtins.intersectAttrs (lib.functionArgs f) scope // given;
      names = builtins.attrNames (f arguments);
    in
    lib.genAttrs names (name: makeOverridable (lib.setFunctionArgs (given: (f given).${name}) (lib.functionArgs f)) arguments);

  makeScope =
    newScope: f:
    makeScopeWithSplicing {
      splicePackages = sets: sets.hostTarget;
      inherit newScope;
    } { otherSplices = null; inherit f; };

  # A scope whose members are found, under one name, for the platform a dependency runs on.
  makeScopeWithSplicing =
    { splicePackages, newScope }:
    {
      otherSplices,
      f,
      extra ? _: { },
      keep ? _: { },
    }:
    let
      spliced =
        if otherSplices == null then
          self
        else
          extra splicedSelf // splicePackages (otherSplices // { hostTarget = self; }) // keep self;
      splicedSelf = splicePackages (otherSplices // { hostTarget = self; });
      self = f self // {
        newScope = scope: newScope (spliced // scope);
        # For members that look others up by name rather than by `callPackage`.
        splicedScope = lib.dontRecurseIntoAttrs spliced;
        callPackage = self.newScope { };
        overrideScope =
          overlay:
          makeScopeWithSplicing { inherit splicePackages newScope; } {
            inherit otherSplices extra keep;
            f = lib.extends overlay f;
          };
        packages = f;
      };
    in
    self;
}

# The settings of a package set, checked.
{ lib }:
given:
let
  known = {
    allowUnfree = false;
    allowBroken = false;
    allowUnsupportedSystem = false;
    allowAliases = true;
    allowUnfreePredicate = package: builtins.elem (lib.getName package) [ "steamed-client" ];
    permittedInsecurePackages = [ "legacy-ssl-1.0.2u" ];
    blocklistedLicenses = [ ];
    checkMeta = true;
    doCheckByDefault = false;
    strictDepsByDefault = false;
    structuredAttrsByDefault = false;
    contentAddressedByDefault = false;
    packageOverrides = _: { };
    stdenv = { };
  };
  unknown = builtins.attrNames (removeAttrs given (builtins.attrNames known));
in
if unknown != [ ] then
  throw "the package set has no setting ${lib.concatMapStringsSep ", " (name: "`${name}'") unknown}"
else
  known // given

# Calls every package function of a generated tree and asks of each what listing a package
# collection asks. The tree, `all-packages.nix` and `packages/`, is generated beside this file.
{ size }:
let
  lib = import ../lib;
  builders = import ./builders.nix { inherit lib; };

  packages = lib.fix (
    final:
    builders
    // {
      lib = lib // {
        inherit (builders) licenses maintainers platforms;
      };
      callPackage = lib.callPackageWith final;
    }
    // import ./all-packages.nix final
  );

  listed = map (name: packages.${name}) (builtins.attrNames (import ./all-packages.nix packages));

  describe = package: [
    package.name
    package.outPath
    package.meta.license.spdxId
    package.meta.available
    (builtins.length package.meta.maintainers)
    package.meta.description
  ];
in
assert builtins.length listed >= size;
lib.checksum (map describe listed)

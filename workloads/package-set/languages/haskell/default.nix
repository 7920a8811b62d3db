# A compiler of Haskell with its packages: a generated set, changed by configuration and by whoever uses it.
{
  lib,
  stdenv,
  pkgs,
  ghc,
  callPackage,
  overrides ? (_: _: { }),
  generatedCount ? 0,
}:
let
  configurations = [
    (import ./configuration-common.nix { inherit lib pkgs; })
    (import (./. + "/configuration-ghc-${lib.major ghc.version}.nix") { inherit lib pkgs; })
  ];

  base =
    self:
    let
      mkDerivationImpl = callPackage ./generic-builder.nix { inherit ghc; };
      defaultScope = pkgs // self;
      callHaskellPackage =
        f: arguments:
        let
          function = if lib.isFunction f then f else import f;
          package = lib.callPackageWith (defaultScope // { inherit stdenv; pkgs = null; }) function arguments;
        in
        package // { overrideScope = change: (self.extend change).callPackage f arguments; };
    in
    {
      inherit ghc;
      recurseForDerivations = true;
      mkDerivation = lib.makeOverridable mkDerivationImpl;
      callPackage = callHaskellPackage;
      buildHaskellPackages = lib.dontRecurseIntoAttrs self;

      callHackage = name: version: arguments: throw "fetching ${name}-${version} from the index takes a build";

      developPackage =
        {
          root,
          name ? baseNameOf root,
          source-overrides ? { },
          overrides ? (_: _: { }),
          modifier ? lib.id,
        }:
        let
          scope = self.extend overrides;
        in
        modifier (scope.callPackage (import (root + "/package.nix")) { });

      shellFor =
        { packages, withHoogle ? false }:
        let
          selected = packages self;
          dependencies = builtins.concatMap (package: package.getCabalDeps.libraryHaskellDepends) selected;
        in
        pkgs.stdenv.mkDerivation {
          name = "ghc-shell-for-${lib.concatMapStringsSep "-" (package: package.pname) selected}";
          nativeBuildInputs = [ (self.ghcWithPackages (_: lib.subtractLists selected dependencies)) ];
          inherit withHoogle;
          phases = [ "installPhase" ];
          installPhase = "echo $nativeBuildInputs > $out";
        };

      ghcWithPackages =
        choose:
        pkgs.symlinkJoin {
          name = "${ghc.name}-with-packages";
          paths = lib.unique (self.closureOf (choose self)) ++ [ ghc ];
          postBuild = ''
            ${ghc}/bin/ghc-pkg --package-db="$out/lib/package.conf.d" recache
          '';
        };

      # What the packages depend on, found by going through names once each.
      closureOf =
        packages:
        let
          entries =
            list: map (package: { key = package.pname; inherit package; }) (builtins.filter (package: package != null) list);
        in
        map (entry: entry.package) (
          builtins.genericClosure {
            startSet = entries packages;
            operator = entry: entries entry.package.getCabalDeps.libraryHaskellDepends;
          }
        );
    };

  hackage = self: import ./hackage-packages.nix { inherit lib generatedCount; } { inherit (self) callPackage; };
  initial = self: base self // hackage self;

  make =
    f:
    lib.fix (
      self:
      f self
      // {
        extend = change: make (lib.extends change f);
        override = { overrides }: make (lib.extends overrides f);
      }
    );
in
make (builtins.foldl' (f: change: lib.extends change f) initial (configurations ++ [ overrides ]))

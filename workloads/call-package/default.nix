# As many instances of a package collection as the given size, as nixpkgs instantiates its
# Python packages for every interpreter, each wired up by `callPackage` and partly overridden.
{ size }:
let
  lib = import ../lib;
  packages = import ./packages.nix;

  # The scope every collection starts from.
  root = lib.makeScope (extra: lib.callPackageWith (tools // extra)) (self: {
    stdenv = import ./stdenv.nix { inherit lib; };
    fetchurl = { url, hash }: { outPath = "/fetched/${baseNameOf url}"; inherit url hash; };
    inherit lib;
  });
  tools = {
    inherit lib;
    inherit (root) stdenv fetchurl;
    config = {
      allowUnfree = false;
      doCheck = true;
    };
  };

  # Every collection has its own interpreter, compiler flags and choice of features.
  collection =
    number:
    root.overrideScope (
      final: _:
      let
        seed = lib.scramble number;
        call = name: final.callPackage packages.${name} (argumentsFor name);
        argumentsFor =
          name:
          lib.optionalAttrs (name == "curl") { http3Support = lib.mod seed 2 == 0; }
          // lib.optionalAttrs (name == "python") { version = "3.${toString (lib.mod seed 14)}.${toString number}"; };
      in
      builtins.mapAttrs (name: _: call name) packages
      // {
        generation = number;

        # The overrides of a typical set: by argument, by attribute, and of a dependency alone.
        openssl-legacy = final.openssl.override { enableLegacy = true; };
        sqlite-small = final.sqlite.overrideAttrs (previous: {
          pname = "${previous.pname}-small";
          configureFlags = builtins.filter (flag: !(lib.hasPrefix "--with" flag)) previous.configureFlags;
        });
        git-minimal = final.git.override (previous: {
          pythonSupport = false;
          perlSupport = false;
          curl = previous.curl.override { openssl = final.openssl-legacy; };
        });
        curl-checked = (final.curl.override { checked = true; }).overrideAttrs (_: { checkPhase = "make test"; });
        environment = final.callPackage packages.environment {
          name = "environment-${toString number}";
          paths = [
            final.git-minimal
            final.curl-checked
            final.sqlite-small
            final.openssl-legacy
          ];
        };
      }
    );

  summary =
    number:
    let
      set = collection number;
      built = lib.filterAttrs (_: lib.isDerivation) (
        removeAttrs set [
          "callPackage"
          "newScope"
          "overrideScope"
          "packages"
        ]
      );
    in
    {
      outputs = lib.mapAttrsToList (name: package: "${name}=${package}") built;
      broken = builtins.length (builtins.filter (package: package.meta.broken) (builtins.attrValues built));
      formals = builtins.length (builtins.attrNames (lib.functionArgs packages.git));
      same = set.git == (set.git.override { });
      different = set.git == set.git-minimal;
    };
in
lib.checksum (builtins.genList summary size)

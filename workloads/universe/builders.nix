# The functions the generated packages are built with: each turns attributes into something that
# has a name, an output path and checked metadata, without a store.
{ lib }:
let
  system = "x86_64-linux";

  tool = name: {
    type = "derivation";
    inherit name;
    outPath = "/tools/${name}";
  };

  fetch = kind: arguments: {
    outPath = "/sources/${builtins.substring 0 16 (builtins.hashString "sha256" "${kind}${arguments.hash}")}";
    inherit kind;
  };

  completeMeta =
    position: meta:
    {
      available = builtins.elem system (meta.platforms or [ system ]) && !(meta.broken or false);
      maintainers = [ ];
      inherit position;
    }
    // meta;

  # What the builder would see of an attribute, as text.
  spell =
    value:
    if builtins.isList value then
      lib.concatMapStringsSep " " spell value
    else if builtins.isAttrs value then
      if value ? outPath then value.outPath else builtins.toJSON value
    else if builtins.isBool value then
      lib.optionalString value "1"
    else
      toString value;

  mkDerivation =
    argument:
    let
      f = lib.toFunction argument;
      attributes = f attributes;
      name = "${attributes.pname}-${attributes.version}";
      visible = removeAttrs attributes [
        "meta"
        "passthru"
      ];
      inputs = attributes.buildInputs or [ ] ++ attributes.propagatedBuildInputs or [ ];
      hash = builtins.hashString "sha256" (
        lib.concatStrings (lib.mapAttrsToList (key: value: "${key}=${spell value}\n") visible)
      );
      outPath = "/packages/${builtins.substring 0 32 hash}-${name}";
    in
    assert builtins.all (input: input == null || lib.isDerivation input) inputs;
    attributes
    // attributes.passthru or { }
    // {
      type = "derivation";
      inherit name outPath system;
      meta = completeMeta name (attributes.meta or { });
      dev = outPath + "-dev";
      overrideAttrs = change: mkDerivation (final: f final // change (f final));
    };

  # Builders for other languages rename attributes and add phases of their own.
  withDefaults =
    prefix: extra: argument:
    mkDerivation (
      final:
      let
        given = lib.toFunction argument final;
      in
      extra given
      // given
      // {
        pname = prefix + given.pname;
      }
    );
in
{
  stdenv = {
    inherit mkDerivation;
    cc = tool "cc";
    hostPlatform = {
      inherit system;
      isLinux = true;
      isDarwin = false;
      isStatic = false;
    };
    isLinux = true;
    isDarwin = false;
  };

  buildPythonPackage = withDefaults "python3-" (given: {
    pytestFlags = given.disabledTests or [ ];
    catchConflicts = true;
  });
  buildGoModule = withDefaults "" (given: {
    goModules = "/modules/${given.vendorHash or "none"}";
    subPackages = given.subPackages or [ "." ];
  });
  rustPlatform.buildRustPackage = withDefaults "" (given: {
    cargoDeps = "/crates/${given.cargoHash}";
    cargoFeatures = lib.concatStringsSep "," (given.buildFeatures or [ ]);
  });

  fetchurl = fetch "url";
  fetchFromGitHub = fetch "github";
  fetchPypi = fetch "pypi";
  fetchpatch = fetch "patch";

  licenses = import ./licenses.nix;
  maintainers = lib.genAttrs (map (number: "maintainer${toString number}") (lib.range 0 49)) (handle: {
    inherit handle;
    email = "${handle}@example.org";
  });
  platforms = rec {
    linux = [ "x86_64-linux" "aarch64-linux" "riscv64-linux" ];
    darwin = [ "x86_64-darwin" "aarch64-darwin" ];
    unix = linux ++ darwin;
    all = unix ++ [ "x86_64-windows" ];
  };
}
// lib.genAttrs [
  "cmake"
  "meson"
  "ninja"
  "pkg-config"
  "autoreconfHook"
  "makeWrapper"
  "installShellFiles"
  "python3"
  "perl"
  "setuptools"
  "pytestCheckHook"
  "versionCheckHook"
] tool

# A standard environment: a derivation with a setup script, a shell, a compiler and first tools.
{ lib, config }:
let
  makeDerivation = import ./make-derivation.nix { inherit lib config; };
in
lib.makeOverridable (
  {
    name ? "stdenv",
    buildPlatform,
    hostPlatform,
    targetPlatform,
    shell,
    initialPath,
    cc,
    hooks ? [ ],
    preHook ? "",
    extraNativeBuildInputs ? [ ],
    extraBuildInputs ? [ ],
    disallowedRequisites ? [ ],
    fetchurlBoot ? null,
    isBootstrap ? false,
    overrides ? _: _: { },
  }@arguments:
  let
    environment = derivation {
      name = name + lib.optionalString (buildPlatform.system != hostPlatform.system) "-${hostPlatform.config}";
      system = buildPlatform.system;
      builder = shell;
      args = [
        "-e"
        ./builder.sh
      ];
      setup = ./setup.sh;
      inherit shell initialPath preHook;
      defaultNativeBuildInputs = extraNativeBuildInputs ++ hooks ++ lib.optional (cc != null) cc;
      inherit disallowedRequisites;
    };
    self =
      environment
      // {
        inherit buildPlatform hostPlatform targetPlatform shell cc initialPath extraBuildInputs disallowedRequisites fetchurlBoot isBootstrap overrides;
        inherit (hostPlatform) system isLinux isDarwin is64bit isx86_64 isAarch64;
        hasCC = cc != null;
        isCross = buildPlatform != hostPlatform;
        mkDerivation = makeDerivation self;
        meta.description = "The environment that packages are built in";
      };
  in
  self
)

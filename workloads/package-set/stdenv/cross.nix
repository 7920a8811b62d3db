# The native stages, then tools that run here and make code for elsewhere, then the packages made with them.
{ lib, localSystem, crossSystem, config, overlays, crossOverlays, native }:
let
  # The packages that come out of the native bootstrap get no overlays of the user's: those are for what is built last.
  vanilla = map (stage: earlier: stage earlier // { overlays = [ ]; }) native;
in
vanilla
++ [
  (earlier: {
    inherit config overlays;
    selfBuild = false;
    stdenv =
      (earlier.stdenv.override { targetPlatform = crossSystem; });
  })

  (earlier: {
    inherit config;
    overlays = overlays ++ crossOverlays;
    selfBuild = false;
    stdenv = earlier.stdenv.override (previous: {
      name = "stdenv-linux-cross";
      hostPlatform = crossSystem;
      targetPlatform = crossSystem;
      cc = if crossSystem.useLLVM or false then earlier.clang else earlier.gcc;
      extraNativeBuildInputs = previous.extraNativeBuildInputs ++ lib.optional crossSystem.isStatic earlier.makeStaticHook;
      extraBuildInputs = [ ];
      overrides = _: _: { };
      disallowedRequisites = [ ];
    });
  })
]

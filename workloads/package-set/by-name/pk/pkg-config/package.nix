# Tool that says how to use a library.
{
  lib,
  stdenv,
  fetchurl,
  libiconv,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "pkg-config";
  version = "0.29.2";

  src = fetchurl {
    url = "https://pkg-config.example.org/releases/pkg-config-${finalAttrs.version}.tar.bz2";
    hash = "sha256-zoXE+MFEhxPUJ0QIaopJmRPgNPQf1D/8e4ZbHPabzfs=";
  };

  outputs = [
    "out"
    "man"
    "doc"
  ];

  buildInputs = [ libiconv ];

  setupHook = ./setup-hook.sh;
  configurePlatforms = [ "build" "host" ] ++ lib.optional (stdenv.targetPlatform != stdenv.hostPlatform) "target";

  meta = {
    description = "Tool that says how to use a library";
    homepage = "https://pkg-config.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "pkg-config";
    platforms = lib.platforms.all;
  };
})

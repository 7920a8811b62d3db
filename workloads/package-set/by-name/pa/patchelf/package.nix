# Tool that changes the dynamic linker of executables.
{
  lib,
  stdenv,
  fetchurl,
  autoreconfHook,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "patchelf";
  version = "0.18.0";

  src = fetchurl {
    url = "https://patchelf.example.org/releases/patchelf-${finalAttrs.version}.tar.gz";
    sha1 = "37vjss9nwm0mfkg8nsgfm1n5ll4r9vd9";
  };

  nativeBuildInputs = [ autoreconfHook ];

  meta = {
    description = "Tool that changes the dynamic linker of executables";
    homepage = "https://patchelf.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "patchelf";
    platforms = lib.platforms.unix;
  };
})

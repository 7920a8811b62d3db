# Mouse server of the console.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  texinfo,
  bison,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gpm";
  version = "1.20.7";

  src = fetchFromGitHub {
    owner = "telmich";
    repo = "gpm";
    tag = "v${finalAttrs.version}";
    hash = "sha256-wZHloJx85RpOA345xlXmpu3cxsQ42G9C4mDcIbTQpVk=";
  };

  nativeBuildInputs = [
    autoreconfHook
    texinfo
    bison
  ];

  meta = {
    description = "Mouse server of the console";
    homepage = "https://gpm.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})

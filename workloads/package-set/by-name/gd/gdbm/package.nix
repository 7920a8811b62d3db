# Key-value database of the GNU project.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "gdbm";
  version = "1.26";

  src = fetchurl {
    url = "mirror://gnu/gdbm/gdbm-${finalAttrs.version}.tar.gz";
    hash = "sha256-XD/fN+ZYWKFA3sSKNjK9bTCjoAqyFX8YFmdZNgzJ4c0=";
  };

  outputs = [
    "out"
    "dev"
    "info"
    "lib"
    "man"
  ];

  meta = {
    description = "Key-value database of the GNU project";
    homepage = "https://gdbm.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.fern ];
    platforms = lib.platforms.unix;
  };
})

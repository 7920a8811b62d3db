# Library and tools for extended attributes.
{
  lib,
  stdenv,
  fetchurl,
  gettext,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "attr";
  version = "2.5.2";

  src = fetchurl {
    url = "https://attr.example.org/releases/attr-${finalAttrs.version}.tar.gz";
    hash = "sha512-fbYZYCkfrYYk04UFEmDk+82/bGnVNSWc1nc6iR+U6tyAdnXNfcmsZyzReuQtjgg5aD6DxL7e7OR1NkTPdOCSKg==";
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
    "doc"
  ];

  nativeBuildInputs = [ gettext ];

  meta = {
    description = "Library and tools for extended attributes";
    homepage = "https://attr.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})

# Libraries for C++.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
  bzip2,
  icu,
  expat,
  libiconv,
  python3,
  enablePython ? false,
  enableStatic ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "boost";
  version = "1.89.0";

  src = fetchurl {
    url = "https://boost.example.org/releases/boost-${finalAttrs.version}.tar.xz";
    sha256 = "c78ca01281d8678b1ff3d83b0cb5cd16af00d8704b0ebd408e37cf5c7f80dd56";
  };

  outputs = [
    "out"
    "dev"
  ];

  buildInputs = [
    zlib
    bzip2
    icu
    expat
    libiconv
  ]
  ++ lib.optional enablePython python3;

  buildPhase = ''
    ./b2 --toolset=gcc variant=release ${lib.optionalString enableStatic "link=static"} \
      ${lib.optionalString enablePython "include=${lib.getDev python3}/include"} -j$NIX_BUILD_CORES
  '';
  configurePlatforms = [ ];

  meta = {
    description = "Libraries for C++";
    homepage = "https://boost.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.linux;
  };
})

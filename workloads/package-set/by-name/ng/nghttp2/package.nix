# HTTP/2 in C.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "nghttp2";
  version = "1.68.0";

  src = fetchurl {
    url = "https://nghttp2.example.org/releases/nghttp2-${finalAttrs.version}.tar.xz";
    hash = "sha256-72Eh9pdRQszm6QmFnf4+x4HwrJCo0H8KIyae7Oe7jiE=";
  };

  outputs = [
    "out"
    "dev"
    "lib"
    "doc"
  ];

  nativeBuildInputs = [ pkg-config ];

  configureFlags = [ "--enable-lib-only" ];

  meta = {
    description = "HTTP/2 in C";
    homepage = "https://nghttp2.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})

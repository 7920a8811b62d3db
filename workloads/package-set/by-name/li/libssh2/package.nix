# Client side of SSH2.
{
  lib,
  stdenv,
  fetchurl,
  openssl,
  zlib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libssh2";
  version = "1.11.1";

  src = fetchurl {
    url = "https://libssh2.example.org/releases/libssh2-${finalAttrs.version}.tar.xz";
    sha1 = "q1rcwdlmndm9hlyb58amfa8p20wj83xr";
  };

  outputs = [
    "out"
    "dev"
  ];

  buildInputs = [
    openssl
    zlib
  ];

  meta = {
    description = "Client side of SSH2";
    homepage = "https://libssh2.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})

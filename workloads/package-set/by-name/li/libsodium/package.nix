# Modern cryptography.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libsodium";
  version = "1.0.20";

  src = fetchurl {
    url = "https://libsodium.example.org/releases/libsodium-${finalAttrs.version}.tar.xz";
    sha256 = "1wyc9bzqvbw0xn14pp8s0qxysv9arf16qdxly6zfxn8rkf395cqz";
  };

  patches = [ ./mingw-no-fortify.patch ];

  outputs = [
    "out"
    "dev"
  ];

  meta = {
    description = "Modern cryptography";
    homepage = "https://libsodium.example.org/";
    license = lib.licenses.isc;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.linux;
  };
})

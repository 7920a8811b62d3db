# A small C library.
{
  lib,
  stdenv,
  fetchurl,
  linux-headers,
  useBSDCompatHeaders ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "musl";
  version = "1.2.5";

  src = fetchurl {
    url = "https://musl.example.org/releases/musl-${finalAttrs.version}.tar.gz";
    sha512 = "0z2v4jkzhwv3z9dr9x9a1ymw4nwkl8y9yhcv1cd4a8z7p0q4rqzb7p7m9fkxvx1bxqdr1vxhwmyapqzvfdckv7r1sr0bq3xkl0h2l9y";
  };

  outputs = [
    "out"
    "dev"
    "bin"
  ];
  nativeBuildInputs = lib.optional useBSDCompatHeaders linux-headers;
  configureFlags = [
    "--enable-shared"
    "--enable-static"
    "--syslibdir=${placeholder "out"}/lib"
    "CFLAGS=-fstack-protector-strong"
  ];
  dontDisableStatic = true;
  separateDebugInfo = true;
  passthru.linuxHeaders = linux-headers;
  meta = {
    description = "Efficient, small, quality libc implementation";
    license = lib.licenses.mit;
    platforms = [
      "x86_64-linux"
      "i686-linux"
      "aarch64-linux"
      "riscv64-linux"
    ];
  };
})

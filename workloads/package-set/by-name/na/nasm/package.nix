# Assembler for x86.
{
  lib,
  stdenv,
  fetchurl,
  perl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "nasm";
  version = "3.01";

  src = fetchurl {
    url = "https://nasm.example.org/releases/nasm-${finalAttrs.version}.tar.gz";
    hash = "sha512-Z5tTI7U7f4wN2dkrieIS7Lv5gVouYF463KS1AwIoSOWRywflTJrCcbhxqquJ8hqvDA8u5tt9Z81D4e2/oPkXWw==";
  };

  nativeBuildInputs = [ perl ];

  meta = {
    description = "Assembler for x86";
    homepage = "https://nasm.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})

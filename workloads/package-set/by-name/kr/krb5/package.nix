# Kerberos 5.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  perl,
  bison,
  openssl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "krb5";
  version = "1.22.1";

  src = fetchurl {
    url = "https://krb5.example.org/releases/krb5-${finalAttrs.version}.tar.gz";
    hash = "sha256-p8pmTEsrLzMLRYAXdTT51X4aTUq86SvNhEfhlacQdN8=";
  };

  outputs = [
    "out"
    "lib"
    "dev"
  ];

  nativeBuildInputs = [
    pkg-config
    perl
    bison
  ];

  buildInputs = [ openssl ];

  meta = {
    description = "Kerberos 5";
    homepage = "https://krb5.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.unix;
  };
})

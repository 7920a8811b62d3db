# Event notification.
{
  lib,
  stdenv,
  fetchurl,
  which,
  openssl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libevent";
  version = "2.1.12";

  src = fetchurl {
    url = "https://libevent.example.org/releases/libevent-${finalAttrs.version}.tar.gz";
    sha256 = "a4920ade4df0f643dd20a77d39e67d5f507d849c3866c982923eab7b96fc84c9";
  };

  outputs = [
    "out"
    "dev"
    "bin"
  ];

  nativeBuildInputs = [ which ];

  buildInputs = [ openssl ];

  meta = {
    description = "Event notification";
    homepage = "https://libevent.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.unix;
  };
})

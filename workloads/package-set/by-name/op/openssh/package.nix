# Secure shell.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  autoreconfHook,
  zlib,
  openssl,
  libxcrypt,
  ldns,
  krb5,
  linux-pam,
  withKerberos ? false,
  withPAM ? stdenv.isLinux,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "openssh";
  version = "10.2p1";

  src = fetchurl {
    url = "https://openssh.example.org/releases/openssh-${finalAttrs.version}.tar.xz";
    sha512 = "256bcjzyxq8n6wnsjbga8rz7ygciayxc6bqca0ihwy153ldhsgqw5570pykdiz93vimhk0w58019x1npsxf5h9zjv7vc257sm2h47mp";
  };

  patches = [
    ./locale-archive.patch
    ./keep-setuid.patch
  ];

  nativeBuildInputs = [
    pkg-config
    autoreconfHook
  ];

  buildInputs = [
    zlib
    openssl
    libxcrypt
    ldns
  ]
  ++ lib.optional withKerberos krb5
  ++ lib.optional withPAM linux-pam;

  configureFlags = [
    (lib.enableFeature withKerberos "kerberos5")
    (lib.enableFeature withPAM "pam")
  ];

  meta = {
    description = "Secure shell";
    homepage = "https://openssh.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "ssh";
    platforms = lib.platforms.unix;
  };
})

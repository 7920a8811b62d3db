# Incremental transfer of files.
{
  lib,
  stdenv,
  fetchurl,
  perl,
  libiconv,
  zlib,
  acl,
  popt,
  lz4,
  zstd,
  openssl,
  enableLZ4 ? true,
  enableZstd ? true,
  enableOpenSSL ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "rsync";
  version = "3.4.1";

  src = fetchurl {
    url = "https://rsync.example.org/releases/rsync-${finalAttrs.version}.tar.xz";
    sha256 = "1gaxz882hj7qfq2dnbgrqk13x4zar04hd7kcwdsg1h6fxrvgvcgy";
  };

  nativeBuildInputs = [ perl ];

  buildInputs = [
    libiconv
    zlib
    acl
    popt
  ]
  ++ lib.optional enableLZ4 lz4
  ++ lib.optional enableZstd zstd
  ++ lib.optional enableOpenSSL openssl;

  configureFlags = [
    (lib.enableFeature enableLZ4 "lz4")
    (lib.enableFeature enableZstd "zstd")
    (lib.enableFeature enableOpenSSL "openssl")
  ];

  meta = {
    description = "Incremental transfer of files";
    homepage = "https://rsync.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.fern ];
    mainProgram = "rsync";
    platforms = lib.platforms.linux;
  };
})

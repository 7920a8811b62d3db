# Object-relational database.
{
  lib,
  stdenv,
  fetchurl,
  buildEnv,
  bison,
  flex,
  perl,
  pkg-config,
  readline,
  openssl,
  libxml2,
  icu,
  zstd,
  lz4,
  util-linux,
  llvm,
  systemd,
  python3,
  krb5,
  jitSupport ? false,
  systemdSupport ? false,
  pythonSupport ? false,
  gssSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "postgresql";
  version = "18.1";

  src = fetchurl {
    url = "https://postgresql.example.org/releases/postgresql-${finalAttrs.version}.tar.bz2";
    sha1 = "87dc6deceff346cd0bc69439526fac34c894e70c";
  };

  patches = [
    ./relative-to-symlinks.patch
    ./locale-binary-path.patch
    ./socketdir-in-run.patch
  ];

  outputs = [
    "out"
    "dev"
    "doc"
    "lib"
    "man"
  ];

  nativeBuildInputs = [
    bison
    flex
    perl
    pkg-config
  ];

  buildInputs = [
    readline
    openssl
    libxml2
    icu
    zstd
    lz4
    util-linux
  ]
  ++ lib.optional jitSupport llvm
  ++ lib.optional systemdSupport systemd
  ++ lib.optional pythonSupport python3
  ++ lib.optional gssSupport krb5;

  configureFlags = [
    (lib.enableFeature jitSupport "llvm")
    (lib.enableFeature systemdSupport "systemd")
    (lib.enableFeature pythonSupport "python")
    (lib.enableFeature gssSupport "gssapi")
  ];

  disallowedReferences = lib.optional (!stdenv.isCross) perl;
  passthru = {
    psqlSchema = lib.major finalAttrs.version;
    withPackages = choose: buildEnv {
      name = "${finalAttrs.pname}-and-plugins-${finalAttrs.version}";
      paths = choose { inherit (finalAttrs) finalPackage; } ++ [ finalAttrs.finalPackage finalAttrs.finalPackage.man ];
      pathsToLink = [ "/" "/bin" ];
    };
  };

  meta = {
    description = "Object-relational database";
    homepage = "https://postgresql.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.cedar ];
    mainProgram = "postgres";
    platforms = lib.platforms.all;
  };
})

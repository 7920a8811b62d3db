# Object-oriented language for quick programming.
{
  lib,
  stdenv,
  fetchurl,
  bison,
  openssl,
  libyaml,
  libffi,
  zlib,
  readline,
  gdbm,
  rustc,
  yjitSupport ? false,
  docSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "ruby";
  version = "3.4.7";

  src = fetchurl {
    url = "https://ruby.example.org/releases/ruby-${finalAttrs.version}.tar.gz";
    sha1 = "19b3a76c52f3a5768df166652f235d236c92f95c";
  };

  outputs = [
    "out"
    "devdoc"
  ];

  nativeBuildInputs = [ bison ];

  buildInputs = [
    openssl
    libyaml
    libffi
    zlib
    readline
    gdbm
  ]
  ++ lib.optional yjitSupport rustc;

  configureFlags = [
    (lib.enableFeature yjitSupport "yjit")
    (lib.enableFeature docSupport "install-doc")
  ];

  meta = {
    description = "Object-oriented language for quick programming";
    homepage = "https://ruby.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.glen ];
    mainProgram = "ruby";
    platforms = lib.platforms.unix;
  };
})

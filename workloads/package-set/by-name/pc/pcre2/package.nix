# Regular expressions with the syntax of Perl.
{
  lib,
  stdenv,
  fetchurl,
  zlib,
  withJit ? stdenv.hostPlatform.isx86_64,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "pcre2";
  version = "10.46";

  src = fetchurl {
    url = "https://pcre2.example.org/releases/pcre2-${finalAttrs.version}.tar.xz";
    sha512 = "155f2lpys6diw837kwcihpq187lhh18waa5wjd3gqm36kipd90gycfv9i0gy80ilqr3y6c4p6xrivmdc4wvvs11dsbjj1pf1nldasni";
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "doc"
    "man"
  ];

  buildInputs = [ zlib ];

  configureFlags = [
    "--enable-pcre2-16"
    "--enable-pcre2-32"
    (lib.enableFeature withJit "jit")
  ];

  meta = {
    description = "Regular expressions with the syntax of Perl";
    homepage = "https://pcre2.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.linux;
  };
})

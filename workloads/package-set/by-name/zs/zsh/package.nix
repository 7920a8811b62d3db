# Shell with many features.
{
  lib,
  stdenv,
  fetchurl,
  perl,
  groff,
  ncurses,
  pcre2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "zsh";
  version = "5.9";

  src = fetchurl {
    url = "mirror://sourceforge/zsh/zsh-${finalAttrs.version}.tar.xz";
    sha512 = "1qscn7krwrgc1hpqhyipbc6hh3avx32gbfbxs2k8nf5scny46csnmj3pamlnmybnay2swqcpxj4di2d9sl4mjwb7wccb10r8h906f5p";
  };

  patches = [ ./tz-completion.patch ];

  outputs = [
    "out"
    "doc"
    "info"
    "man"
  ];

  nativeBuildInputs = [
    perl
    groff
  ];

  buildInputs = [
    ncurses
    pcre2
  ];

  meta = {
    description = "Shell with many features";
    homepage = "https://zsh.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.ada ];
    mainProgram = "zsh";
    platforms = lib.platforms.unix;
  };
})

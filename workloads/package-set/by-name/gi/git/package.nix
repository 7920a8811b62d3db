# Distributed version control system.
{
  lib,
  stdenv,
  fetchurl,
  gettext,
  perl,
  curl,
  openssl,
  zlib,
  expat,
  libiconv,
  pcre2,
  tk,
  asciidoc,
  perlSupport ? true,
  guiSupport ? false,
  withManual ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "git";
  version = "2.53.0";

  src = fetchurl {
    url = "mirror://kernel/git/git-${finalAttrs.version}.tar.xz";
    sha512 = "0f7h8lv9m0zs42d4qbxbiag8q93mlpp5myrwl5rqp6l4hlwvqik47kzzm13xgwbhyfixvpn5xbri6j3slw9axzlkg1nh5ncbpx47rwx";
  };

  patches = [
    ./docbook2texi.patch
    ./git-sh-i18n.patch
  ];

  outputs = [
    "out"
    "doc"
  ];

  nativeBuildInputs = [
    gettext
    perl
  ];

  buildInputs = [
    curl
    openssl
    zlib
    expat
    libiconv
    pcre2
  ]
  ++ lib.optional perlSupport perl
  ++ lib.optional guiSupport tk
  ++ lib.optional withManual asciidoc;

  makeFlags = [
    "prefix=${placeholder "out"}"
    "sysconfdir=/etc"
  ]
  ++ lib.optional (!perlSupport) "NO_PERL=1";
  doInstallCheck = true;
  installCheckTarget = "test";
  passthru = { inherit perlSupport; };

  meta = {
    description = "Distributed version control system";
    homepage = "https://git.example.org/";
    license = lib.licenses.gpl2Only;
    maintainers = [ lib.maintainers.cedar ];
    mainProgram = "git";
    platforms = lib.platforms.unix;
  };
})

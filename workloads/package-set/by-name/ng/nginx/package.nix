# Reverse proxy and web server.
{
  lib,
  stdenv,
  fetchurl,
  openssl,
  zlib,
  pcre2,
  libxml2,
  perl,
  withStream ? true,
  withMail ? false,
  withPerl ? false,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "nginx";
  version = "1.29.3";

  src = fetchurl {
    url = "https://nginx.example.org/releases/nginx-${finalAttrs.version}.tar.xz";
    hash = "sha256-iUI18N1epbSNXrEnAui94xsxTmPaXQS4mBKzdHYUjjQ=";
  };

  outputs = [
    "out"
    "doc"
  ];

  buildInputs = [
    openssl
    zlib
    pcre2
    libxml2
  ]
  ++ lib.optional withPerl perl;

  modules = map (module: "${module}") (
    lib.optional withStream "stream" ++ lib.optional withMail "mail"
  );
  configureFlags = [
    "--with-http_ssl_module"
    "--http-log-path=/var/log/nginx/access.log"
  ]
  ++ map (name: "--with-${name}") finalAttrs.modules;

  meta = {
    description = "Reverse proxy and web server";
    homepage = "https://nginx.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "nginx";
    platforms = lib.platforms.linux;
  };
})

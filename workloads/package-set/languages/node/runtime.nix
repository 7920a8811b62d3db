# The runtime.
{
  lib,
  stdenv,
  fetchurl,
  python3,
  pkg-config,
  icu,
  libuv,
  openssl,
  zlib,
  nghttp2,
  c-ares,
  brotli,
  which,
  enableNpm ? true,
}:
let
  shared = { inherit libuv openssl zlib nghttp2 brotli; cares = c-ares; };
in
stdenv.mkDerivation (finalAttrs: {
  pname = "nodejs" + lib.optionalString (!enableNpm) "-slim";
  version = "24.11.0";
  src = fetchurl {
    url = "https://nodejs.example.org/dist/v${finalAttrs.version}/node-v${finalAttrs.version}.tar.xz";
    hash = "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
  };
  nativeBuildInputs = [ pkg-config python3 which ];
  buildInputs = [ icu ] ++ builtins.attrValues shared;
  outputs = [ "out" "dev" "libv8" ];
  __structuredAttrs = true;
  outputChecks.out.disallowedRequisites = [ "dev" ];
  configurePlatforms = [ ];
  configureFlags =
    [ "--with-intl=system-icu" ]
    ++ lib.optional (!enableNpm) "--without-npm"
    ++ builtins.concatMap (name: [
      "--shared-${name}"
      "--shared-${name}-libpath=${lib.getLib shared.${name}}/lib"
    ]) (builtins.attrNames shared);
  env.NIX_CFLAGS_COMPILE = "-DNODE_SHARED";
  passthru.interpreterName = "nodejs";
  passthru.pkgs = { inherit (finalAttrs) pname version; };
  meta = {
    description = "Event-driven framework of JavaScript";
    license = lib.licenses.mit;
    platforms = lib.platforms.linux;
    mainProgram = "node";
  };
})

# Key-value store.
{
  lib,
  stdenv,
  fetchurl,
  pkg-config,
  jemalloc,
  openssl,
  lua,
  which,
  systemd,
  withSystemd ? false,
  tlsSupport ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "redis";
  version = "8.2.3";

  src = fetchurl {
    url = "https://redis.example.org/releases/redis-${finalAttrs.version}.tar.xz";
    sha1 = "kd7hkybdgqsp66cvh5x64vnah40sld4h";
  };

  nativeBuildInputs = [ pkg-config ];

  buildInputs = [
    jemalloc
    openssl
    lua
  ]
  ++ lib.optional withSystemd systemd;

  doCheck = true;
  nativeCheckInputs = [ which ];

  meta = {
    description = "Key-value store";
    homepage = "https://redis.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.heath ];
    mainProgram = "redis-server";
    platforms = lib.platforms.linux;
  };
})

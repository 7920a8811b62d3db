# Kernel modules loaded and listed.
{
  lib,
  stdenv,
  fetchurl,
  meson,
  ninja,
  pkg-config,
  xz,
  zstd,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "kmod";
  version = "34.2";

  src = fetchurl {
    url = "mirror://kernel/kmod/kmod-${finalAttrs.version}.tar.gz";
    hash = "sha512-68yDdAViOxbhQm41mXIl4RDLTycHF9TSEwGtxdcezqflQjZDKHi1JRt0O5+ZZpbbACv+3YRM60YuDqu9ex+TeA==";
  };

  outputs = [
    "out"
    "dev"
    "lib"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  buildInputs = [
    xz
    zstd
  ];

  meta = {
    description = "Kernel modules loaded and listed";
    homepage = "https://kmod.example.org/";
    license = lib.licenses.lgpl21Plus;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.unix;
  };
})

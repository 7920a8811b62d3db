# Tools that control the network of Linux.
{
  lib,
  stdenv,
  fetchgit,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "net-tools";
  version = "2.10";

  src = fetchgit {
    url = "https://git.example.org/net-tools.git";
    rev = "612c6b5eefbe1d87ce0f27ca4e231077e52b39d4";
    hash = "sha512-970ovBKq33sZ6nJbF29k/6qfP2mzg9ZjHxBYUouat1Wwb+KnhqBm7d4oXQbsJQY4ex3bm1EpEInmlz2p3whU6w==";
    deepClone = false;
  };

  meta = {
    description = "Tools that control the network of Linux";
    homepage = "https://net-tools.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.linux;
  };
})

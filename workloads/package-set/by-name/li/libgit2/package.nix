# Git as a library.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
  pkg-config,
  zlib,
  libssh2,
  openssl,
  pcre2,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libgit2";
  version = "1.9.1";

  src = fetchFromGitHub {
    owner = "libgit2";
    repo = "libgit2";
    tag = "v${finalAttrs.version}";
    hash = "sha256-21Og4Px7U4k9oGPnqsqiOQLz1EyRRzH6QmUAT0EKbQU=";
  };

  outputs = [
    "lib"
    "dev"
    "out"
  ];

  nativeBuildInputs = [
    cmake
    pkg-config
  ];

  buildInputs = [
    zlib
    libssh2
    openssl
    pcre2
  ];

  meta = {
    description = "Git as a library";
    homepage = "https://libgit2.example.org/";
    license = lib.licenses.gpl2Only;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.unix;
  };
})

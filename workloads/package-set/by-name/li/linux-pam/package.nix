# Pluggable authentication.
{
  lib,
  stdenv,
  fetchFromGitHub,
  meson,
  ninja,
  flex,
  gettext,
  pkg-config,
  libxcrypt,
  db,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "linux-pam";
  version = "1.7.1";

  src = fetchFromGitHub {
    owner = "linux-pam";
    repo = "linux-pam";
    tag = "v${finalAttrs.version}";
    hash = "sha256-9GDuLBKK1ryVwL+VqE+qLSmOppmAZewcSIj7p105Z7s=";
  };

  outputs = [
    "out"
    "doc"
    "man"
  ];

  nativeBuildInputs = [
    meson
    ninja
    flex
    gettext
    pkg-config
  ];

  buildInputs = [
    libxcrypt
    db
  ];

  meta = {
    description = "Pluggable authentication";
    homepage = "https://linux-pam.example.org/";
    license = lib.licenses.bsd3;
    maintainers = [ lib.maintainers.ada ];
    platforms = lib.platforms.linux;
  };
})

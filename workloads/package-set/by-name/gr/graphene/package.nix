# Vectors and matrices for graphics.
{
  lib,
  stdenv,
  fetchFromGitHub,
  meson,
  ninja,
  pkg-config,
  glib,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "graphene";
  version = "1.10.8";

  src = fetchFromGitHub {
    owner = "ebassi";
    repo = "graphene";
    rev = "graphene-${finalAttrs.version}";
    hash = "sha256-aI8x4ciTxWCKYrJM23CV1rbxqyjxW0oa8invBQEDJwQ=";
  };

  outputs = [
    "out"
    "devdoc"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
  ];

  buildInputs = [ glib ];

  meta = {
    description = "Vectors and matrices for graphics";
    homepage = "https://graphene.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})

# Engine that shapes text.
{
  lib,
  stdenv,
  fetchFromGitHub,
  meson,
  ninja,
  pkg-config,
  python3,
  glib,
  freetype,
  graphite2,
  icu,
  cairo,
  withIcu ? false,
  withCairo ? true,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "harfbuzz";
  version = "12.2.0";

  src = fetchFromGitHub {
    owner = "harfbuzz";
    repo = "harfbuzz";
    rev = "harfbuzz-${finalAttrs.version}";
    hash = "sha512-DI9OcvMllDNjZLdjl595dh0LJWe49G5xz4qTu1y+E3paczcpMbY3NXI8+4mXaDbMaFDUj5zGZxa0j9NOj7Krlg==";
  };

  outputs = [
    "out"
    "dev"
    "devdoc"
  ];

  nativeBuildInputs = [
    meson
    ninja
    pkg-config
    python3
  ];

  buildInputs = [
    glib
    freetype
  ]
  ++ lib.optional withIcu icu
  ++ lib.optional withCairo cairo;

  propagatedBuildInputs = [ graphite2 ];

  mesonFlags = [
    (lib.mesonOption "icu" (lib.boolToString withIcu))
    (lib.mesonOption "cairo" (lib.boolToString withCairo))
  ];

  meta = {
    description = "Engine that shapes text";
    homepage = "https://harfbuzz.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.unix;
  };
})

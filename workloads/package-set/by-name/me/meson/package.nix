# Build system that is easy on its users.
{
  lib,
  stdenv,
  fetchFromGitHub,
  ninja,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "meson";
  version = "1.9.1";

  src = fetchFromGitHub {
    owner = "mesonbuild";
    repo = "meson";
    tag = "v${finalAttrs.version}";
    hash = "sha256-iMTahp6fWj7zuK5sbJ5Oj98UA5H9Uzj6wq7Wp/DzQ4s=";
    fetchSubmodules = true;
  };

  buildInputs = [ ninja ];

  meta = {
    description = "Build system that is easy on its users";
    homepage = "https://meson.example.org/";
    license = lib.licenses.asl20;
    maintainers = [ lib.maintainers.glen ];
    mainProgram = "meson";
    platforms = lib.platforms.linux;
  };
})

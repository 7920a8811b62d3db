# Program that greets.
{
  lib,
  stdenv,
  fetchurl,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "hello";
  version = "2.12.2";

  src = fetchurl {
    url = "mirror://gnu/hello/hello-${finalAttrs.version}.tar.xz";
    sha256 = "73835e6be53ae9601ad01f242a47aa04ce4ace65f04b71e719aadb6a79ddc51a";
  };

  doCheck = true;
  passthru.tests.run = finalAttrs.finalPackage.overrideAttrs { doCheck = false; };

  meta = {
    description = "Program that greets";
    homepage = "https://hello.example.org/";
    license = lib.licenses.gpl3Plus;
    maintainers = [ lib.maintainers.dale ];
    mainProgram = "hello";
    platforms = lib.platforms.linux;
  };
})

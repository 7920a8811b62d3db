# Extensible embedded language.
{
  lib,
  stdenv,
  fetchurl,
  readline,
  compat ? false,
  staticOnly ? stdenv.hostPlatform.isStatic,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "lua";
  version = "5.4.8";

  src = fetchurl {
    url = "https://lua.example.org/releases/lua-${finalAttrs.version}.tar.xz";
    sha512 = "01jsvrdzgnapdxslsc0iv3agfcwki23y67mh6n06pq2l06l44cf53sy7afs2kn1n9bjwadjjzzkpjlhvd655jjp7yq21vf6cw5wm408";
  };

  patches = [ ./shared-library.patch ];

  outputs = [
    "out"
    "man"
  ];

  buildInputs = [ readline ];

  setupHook = ./setup-hook.sh;
  makeFlags = [ "INSTALL_TOP=${placeholder "out"}" "MYLIBS=-lreadline" ];
  passthru.luaversion = lib.majorMinor finalAttrs.version;

  meta = {
    description = "Extensible embedded language";
    homepage = "https://lua.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.elm ];
    mainProgram = "lua";
    platforms = lib.platforms.unix;
  };
})

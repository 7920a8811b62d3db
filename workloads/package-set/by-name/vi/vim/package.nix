# Most popular clone of vi.
{
  lib,
  stdenv,
  fetchFromGitHub,
  gettext,
  pkg-config,
  ncurses,
  bash,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "vim";
  version = "9.1.1918";

  src = fetchFromGitHub {
    owner = "vim";
    repo = "vim";
    tag = "v${finalAttrs.version}";
    hash = "sha512-1u/M+ACD2GV8F0aGpWd9C7/HO4evg93xAQ2VL8ThYBTLJjsXVB61t1FPOvp8OTo+LrSCgYZNgi1oyurEVunKCw==";
  };

  patches = [ ./cflags-prune.diff ];

  outputs = [
    "out"
    "xxd"
  ];

  nativeBuildInputs = [
    gettext
    pkg-config
  ];

  buildInputs = [
    ncurses
    bash
  ];

  enableParallelBuilding = true;
  postInstall = builtins.readFile ./post-install.sh;
  passthru.plugins = lib.genAttrs [ "surround" "fugitive" ] (name: "vim-${name}");

  meta = {
    description = "Most popular clone of vi";
    homepage = "https://vim.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.ada ];
    mainProgram = "vim";
    platforms = lib.platforms.unix;
  };
})

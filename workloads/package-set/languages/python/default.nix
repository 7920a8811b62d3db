# An interpreter of Python, with the packages made for it.
{
  lib,
  stdenv,
  fetchurl,
  pkgs,
  callPackage,
  makeScopeWithSplicing,
  generateSplices,
  pkg-config,
  bzip2,
  expat,
  gdbm,
  libffi,
  libxcrypt,
  mpdecimal,
  ncurses,
  openssl,
  readline,
  sqlite,
  xz,
  zlib,
  buildPackages,
  self ? null,
  attribute,
  sourceVersion,
  hash,
  minimal ? false,
  enableOptimizations ? false,
  packageOverrides ? (_: _: { }),
  generatedCount ? 0,
}:
let
  version = sourceVersion;
  pythonVersion = lib.majorMinor version;
  libPrefix = "python${pythonVersion}";
  sitePackages = "lib/${libPrefix}/site-packages";

  packagesFor =
    python:
    makeScopeWithSplicing {
      otherSplices = generateSplices "${attribute}Packages";
      f = builtins.foldl' (base: overlay: lib.extends overlay base) (import ./packages.nix { inherit lib pkgs python generatedCount; }) [
        (import ./configuration.nix { inherit lib pkgs; })
        packageOverrides
      ];
    };
in
stdenv.mkDerivation (finalAttrs: {
  pname = "python3" + lib.optionalString minimal "-minimal";
  inherit version;
  src = fetchurl {
    url = "https://python.example.org/ftp/python/${version}/Python-${version}.tar.xz";
    inherit hash;
  };

  nativeBuildInputs = lib.optionals (!minimal) [ pkg-config ] ++ lib.optional stdenv.isCross buildPackages.${attribute};
  buildInputs = [ zlib ] ++ lib.optionals (!minimal) [
    bzip2
    expat
    gdbm
    libffi
    libxcrypt
    mpdecimal
    ncurses
    openssl
    readline
    sqlite
    xz
  ];
  prePatch = lib.optionalString stdenv.isLinux ''
    substituteInPlace configure --replace-fail /usr/bin/env env
  '';
  patches = [
    ./patches/no-ldconfig.patch
  ]
  ++ lib.optional (lib.versionOlder version "3.14") ./patches/virtualenv-permissions.patch
  ++ lib.optional stdenv.isCross ./patches/cross-compile.patch;

  configureFlags = [
    "--without-ensurepip"
    "--with-system-expat"
    (lib.enableFeature enableOptimizations "optimizations")
    (lib.withFeatureAs (!minimal) "openssl" (lib.getDev openssl))
  ]
  ++ lib.optionals stdenv.isCross [
    "ac_cv_buggy_getaddrinfo=no"
    "ac_cv_file__dev_ptmx=yes"
    "--with-build-python"
  ];
  env.PYTHONHASHSEED = 0;
  setupHook = ./hooks/python-path.sh;
  strictDeps = true;

  passthru = rec {
    inherit attribute libPrefix sitePackages pythonVersion;
    executable = libPrefix;
    interpreter = "${finalAttrs.finalPackage}/bin/${executable}";
    isPy3 = true;
    pythonAtLeast = lib.versionAtLeast pythonVersion;
    pythonOlder = lib.versionOlder pythonVersion;
    pkgs = packagesFor (if self == null then finalAttrs.finalPackage else self);
    withPackages = choose: buildEnv.override { extraLibs = choose pkgs; };
    buildEnv = callPackage ./environment.nix { python = finalAttrs.finalPackage; };
    tests.import = buildEnv.override { extraLibs = [ pkgs.six ]; };
  };
  meta = {
    description = "High-level dynamically-typed programming language";
    license = lib.licenses.psfl;
    platforms = lib.platforms.unix;
    mainProgram = "python3";
  };
})

# Builds one package with its `Setup`: flags, dependencies by part, documentation and profiling.
{
  lib,
  stdenv,
  fetchurl,
  ghc,
  pkg-config,
  buildPackages,
}:
let
  isCross = stdenv.buildPlatform != stdenv.hostPlatform;
  setup = builtins.toFile "Setup.hs" "import Distribution.Simple\nmain = defaultMain\n";
in
{
  pname,
  version,
  sha256 ? null,
  src ? fetchurl {
    url = "mirror://hackage/${pname}-${version}/${pname}-${version}.tar.gz";
    inherit sha256;
  },
  revision ? null,
  editedCabalFile ? null,
  isLibrary ? !isExecutable,
  isExecutable ? false,
  libraryHaskellDepends ? [ ],
  executableHaskellDepends ? [ ],
  testHaskellDepends ? [ ],
  librarySystemDepends ? [ ],
  libraryPkgconfigDepends ? [ ],
  libraryToolDepends ? [ ],
  configureFlags ? [ ],
  cabalFlags ? { },
  doCheck ? !isCross && ghc.version != "",
  doHaddock ? !isCross,
  enableLibraryProfiling ? !isCross,
  enableSharedExecutables ? false,
  enableSeparateDocOutput ? doHaddock,
  jailbreak ? false,
  hydraPlatforms ? null,
  broken ? false,
  patches ? [ ],
  passthru ? { },
  homepage ? "https://hackage.example.org/package/${pname}",
  description ? "",
  license,
  mainProgram ? null,
}@arguments:
assert editedCabalFile != null -> revision != null;
let
  cabalFile = fetchurl {
    name = "${pname}-${version}-r${revision}.cabal";
    url = "mirror://hackage/${pname}-${version}/revision/${revision}.cabal";
    sha256 = editedCabalFile;
  };
  flagOf = enabled: name: "-f${lib.optionalString (!enabled) "-"}${name}";
  haskell = libraryHaskellDepends ++ executableHaskellDepends;
  allTests = lib.optionals doCheck testHaskellDepends;
in
stdenv.mkDerivation (finalAttrs: {
  inherit pname version src patches;
  outputs = [ "out" ] ++ lib.optional enableSeparateDocOutput "doc";
  nativeBuildInputs = [ ghc ] ++ lib.optional (libraryPkgconfigDepends != [ ]) pkg-config ++ libraryToolDepends;
  buildInputs = executableHaskellDepends ++ allTests ++ librarySystemDepends ++ libraryPkgconfigDepends;
  propagatedBuildInputs = lib.optionals isLibrary libraryHaskellDepends;
  LANG = "en_US.UTF-8";
  prePatch =
    lib.optionalString (editedCabalFile != null) ''
      cp ${cabalFile} ${pname}.cabal
    ''
    + lib.optionalString jailbreak "jailbreak-cabal ${pname}.cabal\n";
  setupCompilerEnvironmentPhase = ''
    ${lib.concatMapStringsSep "\n" (package: "echo 'package-id ${package.name}' >> $packageConfDir/env") (builtins.filter (package: package ? isHaskellLibrary) haskell)}
  '';
  configureFlags = [
    "--verbose"
    "--prefix=${placeholder "out"}"
    (lib.enableFeature enableLibraryProfiling "library-profiling")
    (lib.enableFeature enableSharedExecutables "executable-dynamic")
    (lib.enableFeature doCheck "tests")
  ]
  ++ lib.optionals isCross [ "--with-hsc2hs=${ghc}/bin/hsc2hs" ]
  ++ lib.mapAttrsToList (name: enabled: flagOf enabled name) cabalFlags
  ++ configureFlags;
  configurePlatforms = [ ];
  inherit doCheck;
  preBuild = "ln -s ${setup} Setup.hs";
  passthru = passthru // {
    isHaskellLibrary = isLibrary;
    inherit ghc;
    getCabalDeps = { inherit libraryHaskellDepends executableHaskellDepends testHaskellDepends; };
    env = finalAttrs.finalPackage.overrideAttrs { doCheck = false; };
  };
  meta = {
    inherit homepage license broken;
    description = if description == "" then pname else description;
    platforms = ghc.meta.platforms;
    ${if mainProgram != null then "mainProgram" else null} = mainProgram;
  };
})

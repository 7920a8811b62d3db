# `buildPerlPackage`: a module installed where the interpreter looks for it.
{ lib, stdenv, perl, buildPackages }:
{
  pname,
  version,
  buildInputs ? [ ],
  nativeBuildInputs ? [ ],
  outputs ? [ "out" "devdoc" ],
  perlModuleBuild ? false,
  doCheck ? true,
  checkTarget ? "test",
  env ? { },
  PERL_AUTOINSTALL ? "--skipdeps",
  AUTOMATED_TESTING ? true,
  PERL_USE_UNSAFE_INC ? "1",
  ...
}@arguments:
lib.makeOverridable stdenv.mkDerivation (
  removeAttrs arguments [ "perlModuleBuild" ]
  // {
    name = "perl${perl.version}-${pname}-${version}";
    builder = ./builder.sh;
    buildInputs = buildInputs ++ [ perl ];
    nativeBuildInputs = nativeBuildInputs ++ [ (buildPackages.perl.override { enableThreading = false; }) ];
    fullperl = buildPackages.perl;
    inherit outputs doCheck checkTarget PERL_AUTOINSTALL AUTOMATED_TESTING PERL_USE_UNSAFE_INC;
    setupHook = ./fix-shebang.sh;
    buildCommandKind = if perlModuleBuild then "Build" else "make";
    env = { inherit (perl) libPrefix; } // env;
    meta = { platforms = perl.meta.platforms; } // arguments.meta or { };
  }
)

# Packages of Perl, each with what it needs at run time propagated.
{ pkgs, lib }:
let
  words = import ../words.nix { inherit lib; };
  table = import ./table.nix { inherit lib; };
in
self:
let
  inherit (pkgs) perl stdenv fetchurl;

  buildPerlModule = arguments: self.buildPerlPackage ({ perlModuleBuild = true; buildInputs = arguments.buildInputs or [ ] ++ [ self.ModuleBuild ]; } // removeAttrs arguments [ "buildInputs" ]);

  fromTable =
    attribute:
    {
      name,
      version,
      author,
      hash ? null,
      needs ? [ ],
      tests ? [ ],
      native ? [ ],
      module ? false,
      license ? null,
      more ? { },
    }:
    (if module then buildPerlModule else self.buildPerlPackage) (
      {
        pname = name;
        inherit version;
        src = fetchurl {
          url = "mirror://cpan/authors/id/${builtins.substring 0 1 author}/${builtins.substring 0 2 author}/${author}/${name}-${version}.tar.gz";
          sha256 = if hash == null then words.hashOf "sha256" "${name}-${version}" else hash;
        };
        buildInputs = map (test: self.${test}) tests ++ map (input: pkgs.splicedPackages.${input}) native;
        propagatedBuildInputs = map (need: self.${need}) needs;
        meta = {
          description = "The module ${builtins.replaceStrings [ "-" ] [ "::" ] name}";
          license = if license == null then [ lib.licenses.artistic1 lib.licenses.gpl2Plus ] else license;
        };
      }
      // more
    );
in
builtins.mapAttrs fromTable table
// {
  inherit perl buildPerlModule;
  recurseForDerivations = true;
  buildPerlPackage = pkgs.callPackage ./build-package.nix { inherit perl; };
}

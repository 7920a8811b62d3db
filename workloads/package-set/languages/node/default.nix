# Programs for Node, with their dependencies fetched as a lock file names them, or together.
{ pkgs, lib }:
let
  inherit (pkgs) callPackage;
  words = import ../words.nix { inherit lib; };
  table = {
    prettier = { version = "3.6.2"; about = "Formatter of code"; };
    typescript = { version = "5.9.3"; about = "Types for JavaScript"; license = lib.licenses.asl20; };
    eslint = { version = "9.38.0"; about = "Mistakes in JavaScript found"; lock = ./locks/eslint.json; };
    svgo = { version = "4.0.0"; about = "Optimiser of vector graphics"; lock = ./locks/svgo.json; };
    pnpm = { version = "10.20.0"; about = "Package manager that saves disk space"; };
    serve = { version = "14.2.5"; about = "Static files served"; };
  };
in
{
  nodejs = callPackage ./runtime.nix { };
  buildNpmPackage = callPackage ./build-npm-package.nix { };
  importNpmLock = callPackage ./import-npm-lock.nix { };
}
// builtins.mapAttrs (
  name: entry:
  callPackage (
    { lib, buildNpmPackage, fetchFromGitHub, importNpmLock }:
    buildNpmPackage (
      {
        pname = name;
        inherit (entry) version;
        src = fetchFromGitHub {
          owner = name;
          repo = name;
          tag = entry.version;
          sha256 = words.base32Of "${name} of node";
        };
        npmFlags = [ "--ignore-scripts" ];
        makeCacheWritable = true;
        meta = {
          description = entry.about;
          license = entry.license or lib.licenses.mit;
          mainProgram = name;
        };
      }
      // (
        if entry ? lock then
          { npmDeps = importNpmLock { packageLock = entry.lock; pname = name; }; }
        else
          { npmDepsHash = words.sriOf "${name} cache"; }
      )
    )
  ) { }
) table

# The compiler of Go, and modules whose dependencies are fetched together.
{ pkgs, lib }:
let
  inherit (pkgs) callPackage;
  words = import ../words.nix { inherit lib; };
  table = import ./table.nix { inherit lib; };
  fromTable =
    name: entry:
    callPackage (
      { lib, buildGoModule, fetchFromGitHub }:
      buildGoModule (finalAttrs: {
        pname = name;
        inherit (entry) version;
        src = fetchFromGitHub {
          inherit (entry) owner;
          repo = entry.repo or name;
          rev = "v${finalAttrs.version}";
          hash = words.sriOf "${name}-${entry.version}";
        };
        vendorHash = if entry.vendored or false then null else words.sriOf "${name} modules";
        subPackages = entry.packages or [ ];
        tags = entry.tags or [ ];
        ldflags = [
          "-s"
          "-w"
          "-X main.version=${finalAttrs.version}"
        ];
        env.CGO_ENABLED = if entry.cgo or false then 1 else 0;
        buildInputs = map (input: pkgs.splicedPackages.${input}) (entry.inputs or [ ]);
        proxyVendor = entry.proxy or false;
        meta = {
          description = entry.about;
          license = entry.license or lib.licenses.asl20;
          mainProgram = name;
        };
      })
    ) { };
in
{
  go = callPackage ./compiler.nix { };
  buildGoModule = callPackage ./build-module.nix { };
}
// builtins.mapAttrs fromTable table

# `buildGoModule`: the modules a program needs as one fixed output, and the program built from them.
{ lib, stdenv, go, git, cacert, runtimeShell }:
let
  build =
    finalAttrs: given:
    let
      arguments = given finalAttrs;
      inherit (arguments) pname version src vendorHash;
      goModules =
        if vendorHash == null then
          null
        else
          stdenv.mkDerivation {
            name = "${pname}-${version}-go-modules";
            inherit src;
            inherit (go) GOOS GOARCH;
            nativeBuildInputs = [ go git cacert ];
            patches = arguments.patches or [ ];
            GO111MODULE = "on";
            buildPhase = if arguments.proxyVendor or false then "go mod download" else "go mod vendor";
            installPhase = ''
              cp -r --reflink=auto ${if arguments.proxyVendor or false then "\"\${GOPATH}/pkg/mod/cache/download\"" else "vendor"} $out
            '';
            dontFixup = true;
            outputHashMode = "recursive";
            outputHash = vendorHash;
            outputHashAlgo = if vendorHash == "" then "sha256" else null;
          };
    in
    removeAttrs arguments [ "tags" "ldflags" "vendorHash" "proxyVendor" "env" ]
    // {
      inherit goModules;
      modRoot = arguments.modRoot or "./";
      nativeBuildInputs = [ go ] ++ arguments.nativeBuildInputs or [ ];
      inherit (go) GOOS GOARCH;
      env = {
        GOTOOLCHAIN = "local";
        GOFLAGS = lib.concatStringsSep " " (
          lib.optional (goModules != null) "-mod=vendor" ++ [ "-trimpath" ] ++ lib.optional (arguments.tags != [ ]) "-tags=${builtins.concatStringsSep "," arguments.tags}"
        );
        GO_LDFLAGS = toString arguments.ldflags;
      }
      // arguments.env or { };
      configurePhase = lib.optionalString (goModules != null) "cp -r --reflink=auto ${goModules} vendor";
      strictDeps = true;
      disallowedReferences = lib.optional (!(arguments.allowGoReference or false)) go;
      passthru = { inherit go goModules vendorHash; } // arguments.passthru or { };
      meta = { platforms = go.meta.platforms; } // arguments.meta;
    };
in
argument: stdenv.mkDerivation (finalAttrs: build finalAttrs (lib.toFunction argument))

let
  callPackage = file: overrides: file (builtins.intersectAttrs (builtins.functionArgs file) pkgs // overrides);
  pkgs = {
    stdenv = { mkDerivation = args: args // { type = "package"; }; };
    zlib = callPackage ({ stdenv }: stdenv.mkDerivation { pname = "zlib"; version = "1.3"; }) { };
    openssl = callPackage ({ stdenv, zlib, withDocs ? false }: stdenv.mkDerivation { pname = "openssl"; inherit withDocs; buildInputs = [ zlib ]; }) { withDocs = true; };
    curl = callPackage ({ stdenv, openssl, zlib, ... }: stdenv.mkDerivation { pname = "curl"; buildInputs = [ openssl zlib ]; }) { };
  };
  closure = p: builtins.genericClosure { startSet = [ { key = p.pname; value = p; } ]; operator = x: map (d: { key = d.pname; value = d; }) x.value.buildInputs or [ ]; };
in map (x: x.key) (closure pkgs.curl)

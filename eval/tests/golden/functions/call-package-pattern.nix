let
  callPackageWith = scope: f: over: f (builtins.intersectAttrs (builtins.functionArgs f) scope // over);
  scope = { zlib = "zlib"; openssl = "openssl"; unused = throw "unused"; };
in callPackageWith scope ({ zlib, openssl, withGui ? false }: { inherit zlib openssl withGui; }) { openssl = "libressl"; }

let
  pkgs = { zlib = 1; };
  callPackage = f: f (builtins.intersectAttrs (builtins.functionArgs f) pkgs);
in
callPackage ({ zlib, opensll, debug ? false }: zlib)

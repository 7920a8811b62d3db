# Attributes that fail in ways `tryEval` does not catch, one of each kind, beside one that does not.
{ lib, pkgs }:
lib.recurseIntoAttrs {
  aborts = builtins.abort "this package gives up";
  calls-a-set = { } { };
  endless = let package = package.inner; in package;
  fine = pkgs.hello;
  missing-argument = ({ stdenv, nowhere }: stdenv) { inherit (pkgs) stdenv; };
  missing-attribute = pkgs.hello.overrideAttrs (old: { pname = old.pnam; });
  misspelt = pkgs.callPackage ({ stdenv, helo }: stdenv) { };
  not-a-string = pkgs.hello.overrideAttrs { version = x: x; };
  scope = lib.recurseIntoAttrs {
    divides-by-zero = pkgs.hello.overrideAttrs { version = toString (1 / 0); };
    fine = pkgs.hello.override { doCheck = true; };
  };
}

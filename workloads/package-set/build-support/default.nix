# Builders that need no package file of their own.
{ pkgs, lib }:
let
  inherit (pkgs) stdenv buildPackages callPackage;
  boot = stdenv.fetchurlBoot;
in
import ./trivial-builders.nix { inherit lib pkgs; }
// import ./hooks.nix { inherit lib pkgs; }
// {
  # What fetches is itself fetched by the evaluator's own builder.
  fetchurl =
    if stdenv.isBootstrap then
      boot
    else if stdenv.isCross then
      buildPackages.fetchurl
    else
      let
        perl = pkgs.perl.override {
          fetchurl = boot;
          enableCrypt = false;
        };
        pkg-config = pkgs.pkg-config.override {
          fetchurl = boot;
          libiconv = null;
        };
      in
      lib.makeOverridable (import ./fetchurl) {
        inherit lib;
        inherit (pkgs) stdenvNoCC;
        cacert = pkgs.cacert.override { fetchurl = boot; };
        curl = pkgs.curl.override (previous: {
          fetchurl = boot;
          inherit perl pkg-config;
          openssl = previous.openssl.override { fetchurl = boot; inherit perl; which = null; };
          nghttp2 = previous.nghttp2.override { fetchurl = boot; inherit pkg-config; };
        });
      };

  fetchzip = callPackage ./fetchzip.nix { };
  fetchgit = if stdenv.isCross then buildPackages.fetchgit else callPackage ./fetchgit { };
  fetchFromGitHub = callPackage ./fetch-forge.nix { } {
    site = "hub.example.org";
    archive = { owner, repo, rev }: "https://hub.example.org/${owner}/${repo}/archive/${rev}.tar.gz";
  };
  fetchFromGitLab = callPackage ./fetch-forge.nix { } {
    site = "lab.example.org";
    archive =
      { owner, repo, rev }:
      "https://lab.example.org/api/v4/projects/${owner}%2F${repo}/repository/archive.tar.gz?sha=${
        builtins.replaceStrings [ "/" ] [ "%2F" ] rev
      }";
  };
  fetchpatch = callPackage ./fetchpatch.nix { };

  wrapCCWith =
    arguments:
    callPackage ./cc-wrapper arguments;
  makeSetupHook = callPackage ./make-setup-hook.nix { };
}

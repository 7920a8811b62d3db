# Where a bootstrap starts: a shell and an archive of tools for each processor.
{ lib, localSystem }:
let
  fetch = import ../build-support/builtin-fetch.nix;
  release = "https://bootstrap.example.org/stdenv/${localSystem.system}/on-2026-03-14";
  hashes = {
    x86_64-linux = {
      busybox = "sha256-QrTEnQTBM1Y/qV9odq8irZkQSD9uOMbs2Q5NgCvKCNQ=";
      tarball = "sha256-YQlr088HPoVWBU2jpPhpIMyOyoEDZYDw1y60SGGbUM0=";
    };
    aarch64-linux = {
      busybox = "sha256-4EN2vLvXUkelZZR2eKaAQA5kCEuHNvRZN6dcohxVY+c=";
      tarball = "sha256-AjOvmaW8JFVZaBSRUqumkhQ+xfHcdt3kNWiaGOBv0Mw=";
    };
  };
  wanted = hashes.${localSystem.system} or (throw "there are no bootstrap files for ${localSystem.system}");
in
{
  busybox = fetch {
    url = "${release}/busybox";
    hash = wanted.busybox;
    executable = true;
  };
  tarball = fetch {
    url = "${release}/bootstrap-tools.tar.xz";
    hash = wanted.tarball;
  };
}

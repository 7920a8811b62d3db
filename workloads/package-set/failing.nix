# Packages that cannot be evaluated, each for another reason. All of them fail in a way that whoever
# walks the set can catch.
{ pkgs, lib }:
let
  inherit (pkgs) stdenv;
  simple = arguments: stdenv.mkDerivation ({ pname = "failing"; version = "1"; } // arguments);
in
{
  steamed-client = simple { pname = "steamed-client"; meta.license = lib.licenses.unfree; };
  unfree-editor = simple { pname = "unfree-editor"; meta.license = lib.licenses.unfree; };
  partly-unfree = simple { meta.license = [ lib.licenses.mit lib.licenses.unfreeRedistributable ]; };
  long-broken = simple { meta.broken = true; };
  mac-only = simple { meta.platforms = lib.platforms.darwin; };
  not-here = simple { meta.badPlatforms = [ { isLinux = true; } ]; };
  legacy-ssl = simple { pname = "legacy-ssl"; version = "1.0.2u"; meta.knownVulnerabilities = [ "CVE-2019-1551" ]; };
  insecure-browser = simple { meta.knownVulnerabilities = [ "CVE-2024-0001" "CVE-2024-0002" ]; };
  wrong-meta = simple { meta.description = [ "a list" ]; };
  depends-on-unfree = simple { buildInputs = [ pkgs.unfree-editor ]; };
  depends-on-broken-by-string = simple { text = "${pkgs.long-broken}/bin"; };
  bad-hardening = simple { hardeningDisable = [ "everything" ]; };
  bad-env = simple { env.HOOK = [ "a" ]; };
  clashing-env = simple { version = "2"; env.version = "3"; };
  no-hash = simple { src = pkgs.fetchurl { url = "https://example.org/file"; }; };
  two-hashes = simple { src = pkgs.fetchurl { url = "https://example.org/file"; hash = lib.fakeHash; sha256 = lib.fakeHash; }; };
  removed = throw "`removed' was removed in favour of nothing";
  asserting = assert lib.versionOlder "2.0" "1.0"; simple { };
  failing-set = lib.recurseIntoAttrs {
    fine = simple { pname = "fine"; };
    thrown = throw "not made for ${stdenv.hostPlatform.system} on purpose";
    inner = lib.recurseIntoAttrs {
      not-entered = lib.dontRecurseIntoAttrs { hidden = throw "nobody looks here"; };
      also-fine = simple { pname = "also-fine"; };
      asserted = assert false; { };
      number = 5;
    };
  };
}

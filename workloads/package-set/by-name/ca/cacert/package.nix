# Certificates of authorities that are trusted by default.
{
  lib,
  stdenvNoCC,
  fetchurl,
  extraCertificateStrings ? [ ],
}:
stdenvNoCC.mkDerivation (finalAttrs: {
  pname = "nss-cacert";
  version = "3.121";
  src = fetchurl {
    url = "https://certificates.example.org/cacert-${finalAttrs.version}.pem";
    hash = "sha256-xzZ2OXNsPvXXa3FTv/v0YbnZqVnlLVRtf0PfTlVjC7E=";
  };
  outputs = [
    "out"
    "unbundled"
  ];
  dontUnpack = true;
  extraCertificates = lib.concatMapStringsSep "\n\n" lib.trim extraCertificateStrings;
  passAsFile = [ "extraCertificates" ];
  setupHooks = ./setup-hook.sh;
  installPhase = ''
    mkdir -p $out/etc/ssl/certs
    cat $src $extraCertificatesPath > $out/etc/ssl/certs/ca-bundle.crt
  '';
  meta = {
    description = "Bundle of certificates of authorities";
    license = lib.licenses.mpl20;
    platforms = lib.platforms.all;
  };
})

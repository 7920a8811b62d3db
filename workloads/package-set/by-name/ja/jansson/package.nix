# JSON in C.
{
  lib,
  stdenv,
  fetchFromGitHub,
  cmake,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "jansson";
  version = "2.14.1";

  src = fetchFromGitHub {
    owner = "akheron";
    repo = "jansson";
    tag = "v${finalAttrs.version}";
    hash = "sha512-tdklZZaOHOgdlxRn6PMkIYo5sGpz+pAdDuKZTDCJraKoHpirt1ykHVFGeNa2bzM4A8Ez1y7vyPEq4oa9PHFA5g==";
  };

  nativeBuildInputs = [ cmake ];

  meta = {
    description = "JSON in C";
    homepage = "https://jansson.example.org/";
    license = lib.licenses.mit;
    maintainers = [ lib.maintainers.brook ];
    platforms = lib.platforms.unix;
  };
})

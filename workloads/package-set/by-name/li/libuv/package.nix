# Asynchronous input and output on many platforms.
{
  lib,
  stdenv,
  fetchFromGitHub,
  autoreconfHook,
  file,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "libuv";
  version = "1.51.0";

  src = fetchFromGitHub {
    owner = "libuv";
    repo = "libuv";
    tag = "v${finalAttrs.version}";
    hash = "sha256-c5CpkU8RXfeDHRWPfkFR/Ba500Ts5fv7dBVc+wXEGy0=";
    fetchSubmodules = true;
  };

  outputs = [
    "out"
    "dev"
  ];

  nativeBuildInputs = [ autoreconfHook ];

  doCheck = true;
  nativeCheckInputs = [ file ];

  meta = {
    description = "Asynchronous input and output on many platforms";
    homepage = "https://libuv.example.org/";
    license = with lib.licenses; [ mit isc bsd2 ];
    maintainers = [ lib.maintainers.heath ];
    platforms = lib.platforms.linux;
  };
})

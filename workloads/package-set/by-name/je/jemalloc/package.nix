# Allocator that avoids fragmentation.
{
  lib,
  stdenv,
  fetchFromGitHub,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "jemalloc";
  version = "5.3.0";

  src = fetchFromGitHub {
    owner = "jemalloc";
    repo = "jemalloc";
    rev = "jemalloc-${finalAttrs.version}";
    sha256 = "82f08757d8d4a1e48f129938c00e6d47ea44cda41198e50a1fb40ea3978295b7";
  };

  configureFlags = [ "--with-version=5.3.0" ];

  meta = {
    description = "Allocator that avoids fragmentation";
    homepage = "https://jemalloc.example.org/";
    license = lib.licenses.bsd2;
    maintainers = [ lib.maintainers.dale ];
    platforms = lib.platforms.unix;
  };
})

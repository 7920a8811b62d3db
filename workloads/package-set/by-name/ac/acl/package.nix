# Library and tools for access control lists.
{
  lib,
  stdenv,
  fetchurl,
  gettext,
  attr,
}:
stdenv.mkDerivation (finalAttrs: {
  pname = "acl";
  version = "2.3.2";

  src = fetchurl {
    url = "https://acl.example.org/releases/acl-${finalAttrs.version}.tar.xz";
    hash = "sha256-6EPCbtrdupYgcyujd2MB6FdwRlo/q0PxZf/fUgmF378=";
  };

  outputs = [
    "bin"
    "out"
    "dev"
    "man"
    "doc"
  ];

  nativeBuildInputs = [ gettext ];

  propagatedBuildInputs = [ attr ];

  meta = {
    description = "Library and tools for access control lists";
    homepage = "https://acl.example.org/";
    license = lib.licenses.gpl2Plus;
    maintainers = [ lib.maintainers.cedar ];
    platforms = lib.platforms.unix;
  };
})

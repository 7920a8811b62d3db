let mkDerivation = { pname, version, src ? null }: pname; in
mkDerivation { pname = "x"; verison = "1"; version = "2"; }

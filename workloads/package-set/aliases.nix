# Former names of packages; some say what to use instead.
lib: final: previous:
let
  renamed = {
    libpng12 = "libpng";
    pkgconfig = "pkg-config";
    nettools = "net-tools";
  };
  removed = {
    openssl_1_0_2 = "it is no longer maintained; use `openssl'";
    python2 = "it has reached its end of life; use `python3'";
  };
  # A former name must not hide a package.
  checked =
    name: value: if previous ? ${name} then throw "the alias `${name}' is still a package" else value;
in
builtins.mapAttrs (name: now: checked name final.${now}) renamed
// builtins.mapAttrs (name: reason: throw "`${name}' was removed: ${reason}") removed

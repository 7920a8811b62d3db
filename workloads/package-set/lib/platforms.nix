# Lists of platforms that `meta.platforms` is made of.
{ lib }:
let
  where = predicate: builtins.filter (system: predicate (lib.systems.elaborate system)) lib.systems.doubles;
in
{
  all = lib.systems.doubles;
  none = [ ];
  unix = where (platform: platform.isUnix);
  linux = where (platform: platform.isLinux);
  darwin = where (platform: platform.isDarwin);
  x86 = where (platform: platform.isx86);
  x86_64 = where (platform: platform.isx86_64);
  aarch64 = where (platform: platform.isAarch64);
  is64bit = where (platform: platform.is64bit);
}

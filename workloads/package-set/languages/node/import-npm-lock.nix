# The tarballs a lock file names, each fetched with the hash it gives, and a lock file that points at them.
{ lib, fetchurl, runCommand, nodejs }:
{ packageLock, pname }:
let
  lock = builtins.fromJSON (builtins.readFile packageLock);
  fetchModule =
    path: module:
    if module ? resolved && lib.hasPrefix "https:" module.resolved then
      fetchurl {
        url = module.resolved;
        hash = module.integrity;
      }
    else
      null;
  rewritten = lock // {
    packages = builtins.mapAttrs (
      path: module:
      let
        fetched = fetchModule path module;
      in
      removeAttrs module [ "integrity" "funding" ]
      // lib.optionalAttrs (fetched != null) { resolved = "file:${fetched}"; }
      // lib.optionalAttrs (module ? dependencies) { dependencies = builtins.mapAttrs (_: _: "*") module.dependencies; }
    ) lock.packages;
  };
in
runCommand "${pname}-npm-deps"
  {
    packageLock = builtins.toJSON rewritten;
    passAsFile = [ "packageLock" ];
    inherit nodejs;
  }
  ''
    mkdir $out
    cp "$packageLockPath" $out/package-lock.json
  ''

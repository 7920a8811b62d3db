# Versions and the names that carry them.
{ lib }:
rec {
  versionOlder = left: right: builtins.compareVersions left right < 0;

  versionAtLeast = left: right: !(versionOlder left right);

  major = version: builtins.elemAt (builtins.splitVersion version) 0;

  minor = version: builtins.elemAt (builtins.splitVersion version) 1;

  majorMinor = version: "${major version}.${minor version}";

  getName =
    package:
    if builtins.isString package then
      (builtins.parseDrvName package).name
    else
      package.pname or (getName package.name);

  getVersion =
    package:
    if builtins.isString package then
      (builtins.parseDrvName package).version
    else
      package.version or (getVersion package.name);
}

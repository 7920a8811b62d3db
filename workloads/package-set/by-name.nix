# Every folder `by-name/SHARD/NAME` is a package of that name, called with what it asks for.
{ pkgs, lib }:
let
  root = ./by-name;
  shards = builtins.attrNames (lib.filterAttrs (_: type: type == "directory") (builtins.readDir root));
  packagesOf =
    shard:
    let
      names = builtins.attrNames (builtins.readDir (root + "/${shard}"));
    in
    map (name: {
      inherit name;
      value = checkShard shard name (pkgs.callPackage (root + "/${shard}/${name}/package.nix") { });
    }) names;
  checkShard =
    shard: name:
    if lib.toLower (builtins.substring 0 2 name) == shard then
      lib.id
    else
      throw "the package `${name}' is in the folder of `${shard}'";
in
builtins.listToAttrs (builtins.concatMap packagesOf shards)

# Walks a set of packages as a tool does that builds them all: derivations, and the sets that ask for it.
{ lib }:
let
  # Packages that fail are listed too; sets that fail cannot be entered.
  visit =
    path: value:
    let
      found = builtins.tryEval value;
      attribute = builtins.concatStringsSep "." path;
      drvPath = builtins.tryEval (builtins.unsafeDiscardStringContext found.value.drvPath);
    in
    if !found.success then
      [ { inherit attribute; path = "fails"; } ]
    else if lib.isDerivation found.value then
      [ { inherit attribute; path = if drvPath.success then drvPath.value else "fails"; } ]
    else if builtins.isAttrs found.value && (path == [ ] || found.value.recurseForDerivations or false == true) then
      builtins.concatMap (name: visit (path ++ [ name ]) found.value.${name}) (builtins.attrNames found.value)
    else
      [ ];
in
visit [ ]

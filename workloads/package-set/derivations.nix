# Every attribute of the package set that is a derivation, as lines of `ATTRIBUTE DERIVATION-PATH`;
# one that cannot be evaluated has `fails` in place of the path.
{ ... }@arguments:
let
  lib = import ./lib;
  packages = import ./all.nix arguments;
in
lib.concatMapStrings (entry: "${entry.attribute} ${entry.path}\n") (import ./walk.nix { inherit lib; } packages)

# The derivation of a whole machine. The size is how many services are made up beside those that are
# written out; a small machine has no guests, each of which is a configuration of its own.
{ size }:
builtins.unsafeDiscardStringContext
  (import ./configuration.nix {
    inherit size;
    guests = size >= 20;
  }).config.system.build.toplevel.drvPath

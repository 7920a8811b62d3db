builtins.fetchurl "nope"

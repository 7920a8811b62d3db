builtins.fetchurl "file:///nope/x"

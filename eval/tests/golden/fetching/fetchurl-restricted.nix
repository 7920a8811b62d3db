builtins.fetchurl "http://x/y"

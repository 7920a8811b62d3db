builtins.fetchurl /tmp/x

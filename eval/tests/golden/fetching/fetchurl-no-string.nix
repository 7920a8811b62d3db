builtins.fetchurl [ ]

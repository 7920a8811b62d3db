builtins.fetchurl { outPath = "http://x/y"; }

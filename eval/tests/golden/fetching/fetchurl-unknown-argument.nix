builtins.fetchurl { url = "http://x/y"; foo = 1; }

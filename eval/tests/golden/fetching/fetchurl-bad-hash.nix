builtins.fetchurl { url = "http://x/y"; sha256 = "x"; }

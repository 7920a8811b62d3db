builtins.fetchurl { url = "http://x/y"; name = 1; }

builtins.fetchurl { url = "http://x/y"; name = "a b"; }

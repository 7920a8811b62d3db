builtins.fetchurl { url = "http://x/a%20b"; }

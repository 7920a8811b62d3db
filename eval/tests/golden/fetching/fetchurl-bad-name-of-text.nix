builtins.fetchurl "http://x/a@b"

builtins.fetchurl { url = "http://x/y"; sha256 = "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA="; }

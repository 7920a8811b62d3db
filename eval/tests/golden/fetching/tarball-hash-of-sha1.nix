builtins.fetchTarball { url = "http://x/y"; sha256 = "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA="; }

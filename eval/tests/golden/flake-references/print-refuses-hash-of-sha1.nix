builtins.flakeRefToString { type = "tarball"; url = "https://x/y"; narHash = "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA="; }

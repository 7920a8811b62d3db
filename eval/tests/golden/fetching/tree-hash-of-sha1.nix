builtins.fetchTree { type = "tarball"; url = "https://x/y"; narHash = "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA="; }

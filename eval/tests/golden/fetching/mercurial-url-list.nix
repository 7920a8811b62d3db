builtins.fetchMercurial { url = [ ]; }

builtins.fetchMercurial "host:x/y"

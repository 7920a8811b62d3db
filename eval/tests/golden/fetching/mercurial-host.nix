builtins.fetchMercurial "x"

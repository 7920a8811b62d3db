builtins.fetchMercurial "https://x/y"

builtins.fetchTree "https://x/%zz"

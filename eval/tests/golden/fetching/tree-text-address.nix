builtins.fetchTree "https://[::g]/x"

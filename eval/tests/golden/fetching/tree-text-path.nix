builtins.fetchTree /tmp/x

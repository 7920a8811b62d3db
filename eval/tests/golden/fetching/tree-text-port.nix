builtins.fetchTree "https://x:99999/b"

builtins.fetchTree "file+file://x/y"

builtins.fetchTree "github:a/b?host=h_x"

baseNameOf (dirOf ./a/b)

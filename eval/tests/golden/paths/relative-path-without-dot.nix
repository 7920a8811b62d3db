[ (foo/bar == ./foo/bar) (a/b/c == ./a/b/c) (builtins.isPath a/b) ]

builtins.match "((a)(b(c)))(d)?" "abc"

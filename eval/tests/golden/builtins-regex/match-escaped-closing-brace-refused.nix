builtins.match "\\{x\\}" "{x}"

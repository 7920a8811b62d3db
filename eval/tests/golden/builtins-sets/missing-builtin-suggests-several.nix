builtins.cel

"${builtins.map}"

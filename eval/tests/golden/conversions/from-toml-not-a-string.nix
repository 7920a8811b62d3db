builtins.fromTOML 5

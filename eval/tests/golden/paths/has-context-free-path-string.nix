builtins.substring 0 4 (toString /abc/def)

builtins.stringLength "ÿÃ"

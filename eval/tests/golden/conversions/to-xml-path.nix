builtins.stringLength (builtins.toXML /a/b)

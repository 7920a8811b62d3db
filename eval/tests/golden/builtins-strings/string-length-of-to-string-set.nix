builtins.stringLength { __toString = _: "four"; }

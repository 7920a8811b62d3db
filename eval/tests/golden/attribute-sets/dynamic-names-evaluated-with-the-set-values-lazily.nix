builtins.attrNames { ${"a" + "b"} = throw "value"; }

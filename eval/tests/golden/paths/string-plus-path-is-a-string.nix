builtins.typeOf ("x" + toString /a/b)

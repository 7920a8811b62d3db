let f = { a, b ? 1, ... }: a; args = builtins.functionArgs f; p = n: let r = builtins.unsafeGetAttrPos n args; in [ r.line r.column ]; in [ args (p "a") (p "b") ]

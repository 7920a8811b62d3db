let f = { b ? "B", a, d ? c, c ? "C", e, ... }@args: [ a b c d e (builtins.attrNames args) ]; in f { e = 5; a = 1; zz = 0; }

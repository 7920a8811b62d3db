let s = {
  a = 1;
    b.c = 2;
  inherit (builtins) length;
}; p = n: let r = builtins.unsafeGetAttrPos n s; in [ r.line r.column (baseNameOf r.file) ]; in
[ (p "a") (p "b") (p "length") (builtins.unsafeGetAttrPos "missing" s) ]

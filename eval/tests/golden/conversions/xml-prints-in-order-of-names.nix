{
  zz = builtins.trace "zz" { b = builtins.trace "zz.b" 1; a = builtins.trace "zz.a" 2; };
  aa = builtins.trace "aa" 3;
  mm = [ (builtins.trace "mm" 4) ];
}

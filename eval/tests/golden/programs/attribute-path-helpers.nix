let
  lookIn = path: default: set: if path == [ ] then set else let h = builtins.head path; in if builtins.isAttrs set && set ? ${h} then lookIn (builtins.tail path) default set.${h} else default;
  nest = path: value: if path == [ ] then value else { ${builtins.head path} = nest (builtins.tail path) value; };
in [ (lookIn [ "a" "b" "c" ] "none" (nest [ "a" "b" "c" ] 42)) (lookIn [ "a" "x" ] "none" { a = 1; }) (nest [ "x y" "z" ] null) ]

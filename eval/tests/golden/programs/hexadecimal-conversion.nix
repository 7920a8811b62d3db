let
  digits = [ "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "a" "b" "c" "d" "e" "f" ];
  toHex = n: (if n >= 16 then toHex (n / 16) else "") + builtins.elemAt digits (builtins.bitAnd n 15);
  values = builtins.listToAttrs (builtins.genList (i: { name = builtins.elemAt digits i; value = i; }) 16);
  fromHex = s: builtins.foldl' (a: i: a * 16 + values.${builtins.substring i 1 s}) 0 (builtins.genList (i: i) (builtins.stringLength s));
in [ (toHex 3735928559) (fromHex "deadbeef") (toHex 0) (fromHex (toHex 123456789)) ]

let k = "key with space"; s = { "key with space" = 1; b."${k}" = 2; }; in [ s."key with space" s.${k} s.b.${k} s.${"b"}.${k} (s.${"no"} or 3) ]

(builtins.mapAttrs (n: v: if n == "bad" then throw n else v + 1) { bad = 1; good = 2; }).good

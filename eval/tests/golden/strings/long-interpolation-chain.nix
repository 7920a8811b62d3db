let parts = [ "a" "b" "c" ]; j = builtins.foldl' (acc: p: "${acc}<${p}>") ""; in j parts

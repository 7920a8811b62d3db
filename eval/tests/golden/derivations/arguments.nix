(derivation { name = "a"; builder = "b"; system = "x"; args = [ "-c" 1 null true [ "a" "b" ] 1.5 ./source/a ]; }).drvPath

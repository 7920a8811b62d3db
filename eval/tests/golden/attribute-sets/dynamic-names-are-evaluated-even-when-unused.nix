{ ${throw "name"} = 1; b = 2; }.b

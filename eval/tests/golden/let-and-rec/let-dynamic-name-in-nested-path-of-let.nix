let k = "dyn"; a = { ${k} = 1; "${k}2" = 2; }; in a

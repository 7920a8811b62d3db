let n = "dyn"; in rec { a.${n} = 1; b = a.dyn; }

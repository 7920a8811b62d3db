let k = "dyn"; in { a = { ${k} = 1; }; a.b = 2; }

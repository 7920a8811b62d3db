let x = 1; in let x = x + 1; in x

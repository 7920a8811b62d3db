let aÿ = 1; in a

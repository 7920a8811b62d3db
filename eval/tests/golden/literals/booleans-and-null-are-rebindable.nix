let true = false; null = 3; in [ true null (1 == 1) ]

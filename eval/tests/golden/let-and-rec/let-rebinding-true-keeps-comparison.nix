let true = 5; in [ true (1 == 1) ]

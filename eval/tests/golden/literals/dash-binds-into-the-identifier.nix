let a = 5; b = 3; a-b = "one name"; in [ a-b (a - b) (a -b) ]

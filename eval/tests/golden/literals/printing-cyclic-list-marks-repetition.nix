let l = [ 1 l 2 ]; in l

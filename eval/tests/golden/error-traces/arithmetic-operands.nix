let a = "x"; in
[ (1 + 2 * a) ]

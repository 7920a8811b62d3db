let name = "x"; in "a ${name} ${missing}"

let x = "s"; in -x

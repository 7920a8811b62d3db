"x": x

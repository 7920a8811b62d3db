{ x, y }@x: y

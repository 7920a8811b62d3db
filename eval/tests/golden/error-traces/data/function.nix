{ x }:
x.y

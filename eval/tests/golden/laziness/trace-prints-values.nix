builtins.trace [ 1 "two" { three = 3; four = x: x; } null 1.5 ./. ] 0 == 0

let a = 1; in assert a == 1 && (a < 2 || a >= 3) -> a != 1; 1

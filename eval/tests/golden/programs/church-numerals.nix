let
  zero = f: x: x; succ = n: f: x: f (n f x); add = a: b: f: x: a f (b f x); mul = a: b: f: a (b f);
  toInt = n: n (x: x + 1) 0; three = succ (succ (succ zero));
in [ (toInt three) (toInt (add three three)) (toInt (mul three (add three three))) ]

let f = a: b: c: throw "three"; g = f 1; h = g 2; in h 3

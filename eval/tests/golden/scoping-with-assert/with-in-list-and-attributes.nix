let lib = { id = x: x; const = a: b: a; }; in with lib; { a = id 1; b = [ (const 2 3) ]; inherit id; }.a

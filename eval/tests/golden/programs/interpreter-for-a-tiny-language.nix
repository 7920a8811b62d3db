let
  eval = env: e: { num = e.value or null; var = env.${e.name or ""} or (throw "unbound ${e.name}"); add = eval env e.l + eval env e.r; mul = eval env e.l * eval env e.r; let' = eval (env // { ${e.name or ""} = eval env e.bound; }) e.body; }.${e.op};
  num = value: { op = "num"; inherit value; }; var = name: { op = "var"; inherit name; };
in eval { x = 3; } { op = "let'"; name = "y"; bound = { op = "add"; l = var "x"; r = num 4; }; body = { op = "mul"; l = var "y"; r = var "y"; }; }

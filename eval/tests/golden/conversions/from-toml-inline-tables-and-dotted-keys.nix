builtins.fromTOML ''
  point = { x = 1, y = { z = 2 } }
  a.b.c = 1
  a."d.e" = 2
  "quoted key" = 3
  'lit' = 4
  1234 = 5
''

builtins.fromTOML ''
  a = [ [ 1, 2 ], [ "x", "y" ], [ ] ]
  b = [
    1, # comment
    2,
  ]
  c = [ 1, "mixed", 2.5 ]
''

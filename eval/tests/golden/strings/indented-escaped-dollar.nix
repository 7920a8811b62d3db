let x = 1; in ''
  a ''${x} b ''$x c $x d $${x} e
''

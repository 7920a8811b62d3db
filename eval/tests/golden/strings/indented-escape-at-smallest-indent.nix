let v = 1; in ''
      a
    ''${v}
      b
''

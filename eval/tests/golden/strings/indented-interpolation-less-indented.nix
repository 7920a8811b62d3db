let v = "val"; in ''
      a
    ${v}
      b
''

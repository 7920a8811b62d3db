let e = ""; in ''
  ${e}    x
    y
''

let v = "val"; in ''
    ${v}
      ${v} x
    y
''

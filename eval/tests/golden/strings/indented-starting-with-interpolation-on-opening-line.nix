let v = "v"; in ''${v}
    a
  b
''

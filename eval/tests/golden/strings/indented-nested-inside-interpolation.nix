''
  outer ${''
    inner
      deep
  ''} end
''

''
  say '''hello''' and ' one '
''

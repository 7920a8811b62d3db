''
    ab
    c
''

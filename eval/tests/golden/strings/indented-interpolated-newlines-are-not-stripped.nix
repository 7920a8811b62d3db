let v = "l1\n    l2\n"; in ''
    start
    ${v}
    end
''

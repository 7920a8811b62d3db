let v = "end"; in ''
    a
    ${v}''

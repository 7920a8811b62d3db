''
  C:\new\table "quoted" \${"x"} \\
''

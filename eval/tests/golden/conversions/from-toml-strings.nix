builtins.fromTOML "basic = \"a\\tb\\u00e9 \\\"q\\\"\"\nliteral = 'C:\\path'\nmulti = \"\"\"\nline1\nline2 \\\n   joined\"\"\"\nlit = '''\nraw \\n\n'''\n"

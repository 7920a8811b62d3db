builtins.length "line one\nline two\t\"q\" \${x}"

let s = with s; { ${a} = 1; a = "x"; }; in s

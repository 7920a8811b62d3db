[ (builtins.match "a^b" "a^b") (builtins.match "(^a)(b$)" "ab") (builtins.match "a$b" "a$b") ]

let x = 1 + 1; in [ x (x + 1) 3 "str" [ ] { } null (if true then 1 else 2) ]

[ (if true then 1 else 2 + 10) ((if true then 1 else 2) + 10) (if false then 1 else if true then 2 else 3) ]

let map = 1; builtins = { }; in [ map (builtins ? length) ]

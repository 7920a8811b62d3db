let f = { a ? 1, b ? 2 }@args: args ? a; in [ (f { }) (f { a = 0; }) ]

let f = x: x; a = { inherit f; }; in [ ({ inherit f; } == { inherit f; }) ({ f = f; } == { f = f; }) (a == a) (a == { inherit f; }) (a == a // { }) ]

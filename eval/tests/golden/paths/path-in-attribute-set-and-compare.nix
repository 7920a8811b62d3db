let a = { src = /x/y; }; in [ (a == { src = /x/y; }) (a == { src = "/x/y"; }) ]

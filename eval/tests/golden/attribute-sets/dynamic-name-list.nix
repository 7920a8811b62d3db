let names = [ "a" ]; in { ${names} = 1; }

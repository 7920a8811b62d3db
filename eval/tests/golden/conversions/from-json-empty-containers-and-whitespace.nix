builtins.fromJSON " \n\t[ { } , [ ] , \"\" ]\r\n "

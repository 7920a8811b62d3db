[ (1 .a or "int") (null.a or "null") ({ a = [ ]; }.a.b or "list") ((x: x).a or "function") ]

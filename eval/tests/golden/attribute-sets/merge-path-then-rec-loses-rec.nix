let x = "outer"; in { a.y = x; a = rec { x = "inner"; z = x; }; }

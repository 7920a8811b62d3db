let x = "outer"; in { a = rec { x = "inner"; y = x; }; a = { z = x; }; }

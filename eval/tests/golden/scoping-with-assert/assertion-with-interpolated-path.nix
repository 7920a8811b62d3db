assert (x: false) [ /a/b${"c"} /a/${"b"}/c ]; 1

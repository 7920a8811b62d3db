[ (baseNameOf { __toString = _: "/x/y"; }) (baseNameOf { outPath = "/o/p"; }) (dirOf { outPath = "/o/p"; }) ]

let x = "x"; in [ /foo/${x} /foo${x} /foo/${x}/bar /${x} ]

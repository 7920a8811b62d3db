throw "first\n  second\nthird"

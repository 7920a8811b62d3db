let f = scope: with scope; x: [ x y ]; in f { x = "scope x"; y = "scope y"; } "arg x"

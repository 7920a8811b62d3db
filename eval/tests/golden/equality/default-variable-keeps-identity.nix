# A default that is a variable is the variable's own value, as an argument would be.
let
  f = x: x;
in
[
  (({ a ? f }: [ a ] == [ f ]) { })
  ((g: { a ? g, b ? a }: [ a b ] == [ g g ]) f { })
  (({ a ? b, b ? f }: [ a ] == [ b ]) { })
  (({ b ? f, a ? b }@all: [ a b all ] == [ f f all ]) { })
  (({ a ? (x: x) f }: [ a ] == [ f ]) { })
]

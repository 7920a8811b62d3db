builtins.fromTOML ''
  hex = 0xDEAD_beef
  oct = 0o755
  bin = 0b1010
  big = 1_000_000
  neg = -17
  pos = +5
  exp = 5e+22
  frac = 6.626e-34
  zero = -0.0
  max = 9223372036854775807
''

builtins.addErrorContext "outer" (
  builtins.addErrorContext "inner" (let f = x: x.y; in f { })
)

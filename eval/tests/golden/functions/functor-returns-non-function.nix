{ __functor = self: "text"; } 1

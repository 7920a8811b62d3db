{ __functor = { x }: y: x; } 1

# The output need not be there.
builtins.storePath (derivation { name = "x"; builder = "b"; system = "s"; })

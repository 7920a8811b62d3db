# Blamed on the operator.
./folder  +  (derivation { name = "x"; builder = "b"; system = "s"; })

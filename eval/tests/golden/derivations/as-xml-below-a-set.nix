# A derivation that is below something is written once.
builtins.stringLength (builtins.toXML { n = derivation { name = "s"; system = "a"; builder = "b"; outputs = [ "out" "dev" ]; }; })

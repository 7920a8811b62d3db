let d = derivation { name = "x"; system = "s"; builder = "/b"; outputs = [ "out" "dev" ]; }; p = "/nix/store/y1ymnvxygpq05h03kyzbjj572zpmpa6d-foo"; in builtins.hashString "sha256" "${d}"

[ (map (x: x)) true (import ./uses-map-plain.nix) ]

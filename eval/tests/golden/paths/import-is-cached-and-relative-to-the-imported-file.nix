[ (import ./data/nested/one.nix) (import ./data/nested/one.nix == import ./data/nested/../nested/one.nix) ]

(import ./data/cycle-a.nix).b.a.b.name

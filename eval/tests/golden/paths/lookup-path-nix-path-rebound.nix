let __nixPath = [ { prefix = "q"; path = ./data/second; } ]; in [ (import <q/extra.nix>) (builtins.tryEval <p/answer.nix>).success ]

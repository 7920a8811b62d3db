[ (import <p/answer.nix>) (import <p/default.nix>) ]

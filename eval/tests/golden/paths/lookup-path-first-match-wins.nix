[ (import <answer.nix>) (import <extra.nix>) ]

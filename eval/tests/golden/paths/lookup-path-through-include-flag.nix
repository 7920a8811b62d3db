[ (import <lib/answer.nix>) (import <lib>) (baseNameOf <lib>) (import <extra.nix>) ]

//! A Nix-language evaluator on a frame stack.

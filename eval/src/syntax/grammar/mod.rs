//! The exact grammar: an LALR(1) parser without recursion that accepts what C++ Nix accepts and words errors as it does.
//!
//! rnix parses what people usually write. This parser is asked where rnix's answer is not enough: it reports an error
//! (the wording and the place are C++ Nix's business), it accepts less or more than C++ Nix, or the source is nested
//! so deeply that rnix would need more native stack than is sensible.

mod automaton;
mod build;
mod driver;
mod pattern;
pub(super) mod rules;
pub(super) mod scanner;

pub(super) use driver::parse;

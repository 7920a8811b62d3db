//! The grammar: an LALR(1) parser without recursion that accepts what C++ Nix accepts and words errors as it does.
//!
//! `rules` is the grammar, of which the package's build script makes the `tables`; `driver` runs them over the terminals
//! of the `scanner`, and `build` and `pattern` say what each rule builds.

mod build;
mod driver;
mod pattern;
#[expect(
    dead_code,
    reason = "precedences are the business of the build script, which has them in its tables"
)]
mod rules;
mod scanner;
mod tables;

pub(super) use driver::parse;

//! A Nix-language evaluator whose machine runs on a frame stack.
//!
//! No construct of the language consumes native stack: deep programs end in a value or a clean error.
//!
//! # Evaluating
//!
//! A [`Heap`] owns every value of an evaluation and bounds its memory; an [`Evaluator`] evaluates texts and files into it.
//! Values are [lazy](https://nix.dev/manual/nix/stable/language/evaluation.html): a list or attribute set may hold
//! thunks, and whoever walks it forces what is needed.
//!
//! ```
//! use framelab_eval::{Evaluator, Heap, Options, Value};
//! use std::path::Path;
//!
//! let heap = Heap::with_limit(64 << 20);
//! let mut evaluator = Evaluator::new(&heap, Options::default());
//! let text = r#"
//!     let square = n: n * n;
//!     in { name = "squares"; values = [ (square 2) (square 3) ]; never = 1 / 0; }
//! "#;
//! let value = evaluator.eval_str(text, Path::new("/")).expect("the text evaluates");
//!
//! // Walk the value.
//! let Value::Attrs(attrs) = value else { panic!("a set was written") };
//! let values = attrs.value(evaluator.runtime().symbols.intern(b"values")).expect("it is there");
//! let Value::List(list) = evaluator.force(values).expect("it evaluates") else { panic!("a list was written") };
//! let mut sum = 0;
//! for item in list.items() {
//!     match evaluator.force(item) {
//!         Ok(Value::Int(number)) => sum += number,
//!         Ok(other) => panic!("expected an integer but found {}", other.described()),
//!         Err(error) => panic!("{}", evaluator.report(error)),
//!     }
//! }
//! assert_eq!(sum, 13);
//!
//! // An attribute that is never forced never fails; one that is says where.
//! let Err(error) = evaluator.select_path(value, "never") else { panic!("it divides by zero") };
//! assert_eq!(error.message(), "division by zero");
//! assert!(evaluator.report(error).contains("«string»:3:"));
//! ```

#![cfg_attr(
    feature = "without-probes",
    allow(
        unused,
        clippy::pedantic,
        reason = "what is only computed for a probe is not used without one"
    )
)]

pub mod access;
pub mod builtins;
pub mod bytecode;
pub mod compile;
pub mod derivations;
pub mod dialogue;
pub mod engine;
pub mod error;
pub mod evaluator;
pub mod features;
pub mod fetch;
pub mod heap;
pub mod kernel;
pub mod loader;
mod planted;
pub mod print;
pub mod probe;
pub mod report;
pub mod runtime;
mod scan;
pub mod selection;
pub mod sizes;
pub mod source;
pub mod statistics;
pub mod store;
pub mod symbol;
pub mod syntax;
pub mod value;

pub use access::AccessOptions;
pub use error::{Error, ErrorKind};
pub use evaluator::Evaluator;
pub use heap::Heap;
pub use runtime::Options;
pub use value::Value;

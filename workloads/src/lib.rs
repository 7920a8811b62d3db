//! Nixpkgs-like programs with their expected answers, and the manifest that loads them.
//!
//! `manifest.toml` lists the workloads: what each stresses, which part of nixpkgs it resembles, its
//! sizes and the answer it must give at each. A runner loads the manifest, prepares a workload at a
//! size, evaluates the program it is given with the argument `size`, and compares what is printed
//! with the answer before it trusts any measurement.
//!
//! ```
//! use framelab_workloads::Manifest;
//!
//! let manifest = Manifest::bundled()?;
//! let workload = manifest.workload("fib")?;
//! let prepared = workload.prepare(&workload.quick_size, std::path::Path::new("target/workloads"))?;
//! // Same as: nix-instantiate --eval --strict PROGRAM --arg size VALUE
//! println!("{} --arg size {}", prepared.program.display(), prepared.argument);
//! assert!(!prepared.answer.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod manifest;
mod prepare;
mod source_tree;
mod universe;

pub use error::{ManifestError, PrepareError};
pub use manifest::{Generator, Manifest, Size, Workload};
pub use prepare::PreparedProgram;
pub use source_tree::SourceTree;
pub use universe::generate_universe;

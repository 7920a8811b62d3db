//! The store: its paths, what they are computed from, and what an evaluation has added to it.

pub mod error;
pub mod hash;
pub mod nar;
pub mod path;
pub mod placeholder;
pub mod walk;

pub use error::{NameError, StoreError};
pub use hash::{Algorithm, Hash};
pub use nar::NarWriter;
pub use path::{Method, References, StoreDir, StorePath, check_name};
pub use placeholder::Placeholder;
pub use walk::{FileKind, Filter, Sink, Walk};

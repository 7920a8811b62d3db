//! What can go wrong in the store, in the words of C++ Nix where it has them.

use super::hash::HashError;
use super::path::MAX_NAME;
use crate::access::Refusal;
use std::{io, path::PathBuf};
use thiserror::Error;

/// Why a text is no name of a store object.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// It is empty.
    #[error("name must not be empty")]
    Empty,
    /// It is longer than a file name may be beside the digest.
    #[error("name '{0}' must be no longer than {MAX_NAME} characters")]
    TooLong(String),
    /// It is `.` or `..`.
    #[error("name '{0}' is not valid")]
    Dots(String),
    /// It begins with `.-` or `..-`: the name and its beginning.
    #[error("name '{0}' is not valid: first dash-separated component must not be '{1}'")]
    DotsBeforeDash(String, &'static str),
    /// It has a character that is neither a letter, a digit nor one of `+-._?=`.
    #[error("name '{0}' contains illegal character '{1}'")]
    IllegalCharacter(String, String),
}

/// Why something is not to be had from the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The last part of a store path has a bad name: the part, and what is wrong.
    #[error("path '{0}' is not a valid store path: {1}")]
    Name(String, NameError),
    /// There is no room for a digest and a dash.
    #[error("'{0}' is too short to be a valid store path")]
    TooShort(String),
    /// The digest has something else than digits.
    #[error("store path '{0}' contains illegal base-32 character '{1}'")]
    IllegalDigit(String, String),
    /// A path that may point below a store path points elsewhere.
    #[error("path '{0}' is not in the Nix store")]
    NotBelow(String),
    /// A path that has to be a store path is not one.
    #[error("path \"{0}\" is not in the Nix store")]
    NotInStore(String),
    /// A store folder that is not an absolute path.
    #[error("the store directory '{0}' is not an absolute path; give one like '/nix/store'")]
    RelativeStoreDir(String),
    /// A content address that cannot have references: the name of what has it.
    #[error("the fixed-output path of '{0}' cannot have references")]
    FixedWithReferences(String),
    /// A text hashed by something else than SHA-256: the name of what has it.
    #[error("the text output of '{0}' has to be hashed by sha256")]
    TextAlgorithm(String),
    /// A hash cannot be read.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A text is not that of a derivation: its store path, what is wrong.
    #[error("error parsing derivation '{0}': {1}")]
    Derivation(String, String),
    /// A text begins like no derivation.
    #[error("derivation does not start with 'Derive' or 'DrvWithVersion'")]
    NoDerivation,
    /// A derivation without outputs.
    #[error("must have at least one output")]
    NoOutputs,
    /// A derivation with outputs of several kinds.
    #[error("can't mix derivation output types")]
    MixedOutputs,
    /// A derivation whose outputs are addressed by several algorithms.
    #[error("all floating outputs must use the same hash algorithm")]
    MixedAlgorithms,
    /// A stored derivation has another path for an output than follows from it: the two.
    #[error("derivation has incorrect output '{0}', should be '{1}'")]
    IncorrectOutput(String, String),
    /// A stored derivation does not tell its builder an output: the output, its path.
    #[error(
        "derivation has missing environment variable '{0}', should be '{1}' but is not present"
    )]
    MissingVariable(String, String),
    /// A stored derivation tells its builder another path: the output, its path, what it says.
    #[error(
        "derivation has incorrect environment variable '{0}', should be '{1}' but is actually '{2}'"
    )]
    IncorrectVariable(String, String, String),
    /// An input has no such output: the output, the name of the derivation with the input.
    #[error("no hash for output '{0}' of derivation '{1}'")]
    NoSuchOutput(String, String),
    /// A derivation is not in the store.
    #[error("derivation '{0}' is not valid")]
    InvalidDerivation(String),
    /// A path is not in the store.
    #[error("path '{0}' is not valid")]
    InvalidPath(String),
    /// What was added has another hash than the one given.
    #[error("store path mismatch in (possibly filtered) path added from '{}'", .0.display())]
    Mismatch(PathBuf),
    /// The file is a FIFO, a socket or a device.
    #[error("file '{}' has an unsupported type", .0.display())]
    UnsupportedType(PathBuf),
    /// There is no such file.
    #[error("path '{}' does not exist", .0.display())]
    Missing(PathBuf),
    /// A folder was given where a file's bytes are hashed.
    #[error("read of 4096 bytes: Is a directory")]
    IsDirectory,
    /// The file was not the same at the end of reading as at its beginning.
    #[error("file '{}' changed while it was being read; evaluate again once nothing writes to it", .0.display())]
    Changed(PathBuf),
    /// A folder cannot be listed.
    #[error("cannot read directory \"{}\": {}", path.display(), system_message(source))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It may not be read.
    #[error(transparent)]
    Refused(Refusal),
    /// The operating system refuses.
    #[error("{action} '{}': {}", path.display(), system_message(source))]
    Io {
        /// What was tried, like "opening file".
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

/// The operating system's message without Rust's error number.
fn system_message(error: &io::Error) -> String {
    let text = error.to_string();
    match text.rfind(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// Bytes for a message.
pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

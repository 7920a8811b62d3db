//! Why the guard refuses, worded as C++ Nix words it.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What the guard refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A path outside of the allowed ones, in pure evaluation.
    Impure(PathBuf),
    /// A path outside of the allowed ones, in restricted evaluation.
    Restricted(PathBuf),
    /// An address that is not allowed.
    Uri(String),
    /// A symbolic link where none may be.
    Link(PathBuf),
    /// More symbolic links than any path needs.
    Loop(PathBuf),
}

impl Refusal {
    /// The refusal as an error of the operating system, for all who ask for files.
    pub fn into_error(self) -> io::Error {
        io::Error::new(io::ErrorKind::PermissionDenied, self)
    }

    /// The refusal that an error carries.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Impure(path) => write!(
                f,
                "access to absolute path '{}' is forbidden in pure evaluation mode (use '--impure' to override)",
                path.display()
            ),
            Self::Restricted(path) => write!(
                f,
                "access to absolute path '{}' is forbidden in restricted mode",
                path.display()
            ),
            Self::Uri(uri) => write!(f, "access to URI '{uri}' is forbidden in restricted mode"),
            Self::Link(path) => write!(f, "path '{}' is a symlink", path.display()),
            Self::Loop(path) => {
                write!(f, "infinite symlink recursion in path '{}'", path.display())
            }
        }
    }
}

impl std::error::Error for Refusal {}

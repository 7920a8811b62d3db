//! What is wrong with an address or an input, in the words of C++ Nix.

use crate::features::Feature;
use crate::store::hash::HashError;
use thiserror::Error;

/// Why an address or a set of attributes is no input.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The address is none, or none of its scheme. As a reference to a flake it may still be a path.
    #[error("{0}")]
    BadUrl(String),
    /// It cannot be anything else either.
    #[error("{0}")]
    Other(String),
    /// It is for an experimental part of the language.
    #[error("{}", .0.disabled())]
    Disabled(Feature),
}

impl From<HashError> for FetchError {
    fn from(error: HashError) -> Self {
        Self::Other(error.to_string())
    }
}

/// The text of an error of an address.
macro_rules! bad_url {
    ($($text:tt)*) => { $crate::fetch::FetchError::BadUrl(format!($($text)*)) };
}

/// The text of an error that nothing recovers from.
macro_rules! other {
    ($($text:tt)*) => { $crate::fetch::FetchError::Other(format!($($text)*)) };
}

pub(super) use {bad_url, other};

//! What can be fetched, and how it is written: addresses, inputs as sets of attributes, references to flakes.
//!
//! Nothing here fetches, and nothing knows of values: it is what builtins are written on.
//!
//! | to | call |
//! | :-- | :-- |
//! | read an address | [`Url::parse`] |
//! | know what an address or a set of attributes means | [`Input::from_url`], [`Input::from_attributes`] |
//! | write an input as an address | [`Input::to_url`] |
//! | read a reference to a flake | [`reference::parse`] |

mod attributes;
mod curl;
mod error;
mod forge;
mod git;
mod indirect;
mod input;
mod mercurial;
mod path;
pub mod reference;
mod refs;
mod scheme;
mod url;

pub use attributes::{Attribute, Attributes};
pub use error::FetchError;
pub use git::fix_url;
pub use input::Input;
pub use scheme::Scheme;
pub use url::{Authority, Notation, Query, Url};

/// Bytes that the program chose: a Nix string need not be text.
pub type Bytes = Vec<u8>;

/// Where warnings go, without the word "warning".
pub type Warn<'w> = &'w dyn Fn(&str);

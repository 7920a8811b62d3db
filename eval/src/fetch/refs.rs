//! Names of branches and tags, hashes of commits, names of flakes.

use super::error::other;
use super::{Attributes, FetchError};
use crate::store::hash::Format;
use crate::store::{Algorithm, Hash};

/// Whether git lets a branch or tag be called so.
pub fn is_ref(name: &[u8]) -> bool {
    const FORBIDDEN: &[u8] = b" ~^:?*[\\\x7f";
    let contains = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
    let is_bad_part =
        |part: &[u8]| part.is_empty() || part.starts_with(b".") || part.ends_with(b".lock");
    !name.starts_with(b"-")
        && name != b"@"
        && !name.ends_with(b".")
        && !contains(b"..")
        && !contains(b"@{")
        && !name
            .iter()
            .any(|byte| *byte < 0x20 || FORBIDDEN.contains(byte))
        && !name.split(|&byte| byte == b'/').any(is_bad_part)
}

/// Whether it is written like the hash of a commit.
pub fn is_rev(text: &[u8]) -> bool {
    text.len() == 40 && text.iter().all(u8::is_ascii_hexdigit)
}

/// Whether it may be the name of a flake in a registry.
pub fn is_flake_id(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_alphabetic) && text.iter().all(|&byte| is_id_byte(byte))
}

/// Whether a name of a flake goes on with this.
pub fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
}

impl Attributes {
    /// The commit, in hexadecimal.
    pub fn rev(&self) -> Result<Option<String>, FetchError> {
        let Some(text) = self.text("rev")? else {
            return Ok(None);
        };
        // Only a hash that names its algorithm can be another one than SHA-1.
        let named = text.iter().any(|byte| b":-".contains(byte));
        let algorithm = (!named).then_some(Algorithm::Sha1);
        Ok(Some(Hash::parse(text, algorithm)?.format(Format::Base16)))
    }

    /// The hash of the archive; an empty one stands for zeros.
    pub fn nar_hash(&self) -> Result<Option<Hash>, FetchError> {
        let Some(text) = self.text("narHash")? else {
            return Ok(None);
        };
        if text.is_empty() {
            let hash = Hash {
                algorithm: Algorithm::Sha256,
                digest: vec![0; Algorithm::Sha256.size()],
            };
            return Ok(Some(hash));
        }
        if !text.contains(&b'-') {
            let shown = String::from_utf8_lossy(text);
            return Err(other!("hash '{shown}' is not SRI"));
        }
        let hash = Hash::parse(text, None)?;
        if hash.algorithm != Algorithm::Sha256 {
            return Err(other!("narHash must use SHA-256"));
        }
        Ok(Some(hash))
    }
}

//! Texts from outside the language as strings: what JSON and TOML hold may be more than a string can.

use crate::error::{OrFull, Result};
use crate::runtime::Runtime;
use crate::value::NixString;

/// Why a text is no string of the language: it contains a NUL.
pub fn refusal(bytes: &[u8]) -> Option<String> {
    memchr::memchr(0, bytes)?;
    let shown = String::from_utf8_lossy(bytes).replace('\0', "␀");
    Some(format!(
        "input string '{shown}' cannot be represented as Nix string because it contains null bytes"
    ))
}

/// The text as a string.
pub fn string<'h>(runtime: &Runtime<'h>, bytes: &[u8]) -> Result<'h, NixString<'h>> {
    if let Some(message) = refusal(bytes) {
        return Err(runtime.error(message));
    }
    runtime.heap.reserve(bytes.len(), 1).or_full(runtime.heap)?;
    Ok(NixString::new(runtime.heap, bytes))
}

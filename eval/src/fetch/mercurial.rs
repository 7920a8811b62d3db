//! Mercurial repositories.

use super::error::bad_url;
use super::refs::is_ref;
use super::{Attributes, FetchError, Notation, Url, Warn};

/// What an input of this kind may say.
pub const ATTRIBUTES: [&str; 6] = ["url", "ref", "rev", "revCount", "narHash", "name"];

/// The attributes of `hg+...`.
pub fn read_url(url: &Url) -> Option<Attributes> {
    let transport = url.scheme.strip_prefix("hg+")?;
    if !["http", "https", "ssh", "file"].contains(&transport) {
        return None;
    }
    let mut attributes = Attributes::of_type("hg");
    let mut rest = url.clone();
    for parameter in ["rev", "ref"] {
        if let Some(value) = rest.take(parameter) {
            attributes.set(parameter, value);
        }
    }
    transport.clone_into(&mut rest.scheme);
    attributes.set("url", rest.to_string());
    Some(attributes)
}

/// Refuses addresses that are none, and names that cannot be.
pub fn check(attributes: &Attributes, warn: Warn<'_>) -> Result<(), FetchError> {
    Url::parse(attributes.required("url")?, Notation::Strict, warn)?;
    if let Some(name) = attributes.text("ref")?.filter(|name| !is_ref(name)) {
        let name = String::from_utf8_lossy(name);
        return Err(bad_url!("invalid Mercurial branch/tag name '{name}'"));
    }
    Ok(())
}

/// The address with all that is said of it.
pub fn write_url(attributes: &Attributes, warn: Warn<'_>) -> Result<Url, FetchError> {
    let mut url = Url::parse(attributes.required("url")?, Notation::Strict, warn)?;
    url.scheme = format!("hg+{}", url.scheme);
    if let Some(rev) = attributes.rev()? {
        url.set("rev", rev);
    }
    if let Some(name) = attributes.text("ref")? {
        url.set("ref", name);
    }
    Ok(url)
}

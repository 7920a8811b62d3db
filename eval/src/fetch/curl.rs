//! Files and archives behind an address.

use super::{Attribute, Attributes, FetchError, Notation, Url, Warn};
use crate::store::hash::Format;

/// What an input of this kind may say.
pub const ATTRIBUTES: [&str; 7] = [
    "url",
    "narHash",
    "name",
    "unpack",
    "rev",
    "revCount",
    "lastModified",
];

/// The attributes of `http:`, `https:` and `file:`, which are archives unless it says `file+` before.
pub fn read_url(kind: &str, url: &Url) -> Option<Attributes> {
    let (wanted, transport) = match url.scheme.split_once('+') {
        Some((wanted, transport)) => (wanted, transport),
        None => ("tarball", url.scheme.as_str()),
    };
    if wanted != kind || !["http", "https", "file"].contains(&transport) {
        return None;
    }
    let mut attributes = Attributes::of_type(kind);
    let mut rest = url.clone();
    transport.clone_into(&mut rest.scheme);
    for parameter in ATTRIBUTES {
        let Some(value) = rest.take(parameter) else {
            continue;
        };
        match parameter {
            "narHash" | "rev" => attributes.set(parameter, value),
            "revCount" | "lastModified" => {
                let number = std::str::from_utf8(&value)
                    .ok()
                    .and_then(|it| it.parse().ok());
                if let Some(number) = number {
                    attributes.set(parameter, Attribute::Number(number));
                }
            }
            _ => {}
        }
    }
    attributes.set("url", rest.to_string());
    Some(attributes)
}

/// Refuses addresses that are none.
pub fn check(attributes: &Attributes, warn: Warn<'_>) -> Result<(), FetchError> {
    Url::parse(attributes.required("url")?, Notation::Strict, warn).map(|_| ())
}

/// The address with the hash.
pub fn write_url(attributes: &Attributes, warn: Warn<'_>) -> Result<Url, FetchError> {
    let mut url = Url::parse(attributes.required("url")?, Notation::Strict, warn)?;
    if let Some(hash) = attributes.nar_hash()? {
        url.set("narHash", hash.format(Format::Sri));
    }
    Ok(url)
}

//! Folders on this machine.

use super::error::{bad_url, other};
use super::{Attribute, Attributes, Bytes, FetchError, Url};

/// What an input of this kind may say.
pub const ATTRIBUTES: [&str; 5] = ["path", "rev", "revCount", "lastModified", "narHash"];

/// The attributes of `path:PATH`.
pub fn read_url(url: &Url) -> Result<Option<Attributes>, FetchError> {
    if url.scheme != "path" {
        return Ok(None);
    }
    if let Some(authority) = url.authority.as_ref().map(ToString::to_string)
        && !authority.is_empty()
    {
        return Err(other!(
            "path URL '{url}' should not have an authority ('{authority}')"
        ));
    }
    let mut attributes = Attributes::of_type("path");
    attributes.set("path", joined(&url.path)?);
    for (name, value) in &url.query {
        let shown = String::from_utf8_lossy(name);
        match name.as_slice() {
            b"rev" | b"narHash" => attributes.set(&shown, value.as_slice()),
            b"revCount" | b"lastModified" => {
                let number = std::str::from_utf8(value)
                    .ok()
                    .and_then(|it| it.parse().ok());
                let Some(number) = number else {
                    return Err(other!("path URL '{url}' has invalid parameter '{shown}'"));
                };
                attributes.set(&shown, Attribute::Number(number));
            }
            _ => {
                return Err(other!(
                    "path URL '{url}' has unsupported parameter '{shown}'"
                ));
            }
        }
    }
    Ok(Some(attributes))
}

/// The path of the parts: without empty ones but at its ends, and with only what a file may be called.
fn joined(parts: &[Bytes]) -> Result<Bytes, FetchError> {
    let mut path = Bytes::new();
    for (index, part) in parts.iter().enumerate() {
        let shown = || String::from_utf8_lossy(part).replace('\0', "\u{2400}");
        if part.contains(&b'/') {
            return Err(bad_url!(
                "URL path component '{}' contains '/', which is not allowed in file names",
                shown()
            ));
        }
        if part.contains(&0) {
            return Err(bad_url!(
                "URL path component '{}' contains NUL byte which is not allowed",
                shown()
            ));
        }
        path.extend_from_slice(part);
        let is_last = index + 1 == parts.len();
        if !is_last && !path.ends_with(b"/") {
            path.push(b'/');
        }
    }
    if path.is_empty() {
        path.push(b'/');
    }
    Ok(path)
}

/// Refuses an input without a path.
pub fn check(attributes: &Attributes) -> Result<(), FetchError> {
    attributes.required("path").map(|_| ())
}

/// The address.
pub fn write_url(attributes: &Attributes) -> Result<Url, FetchError> {
    let path = attributes.required("path")?;
    let mut url = Url {
        scheme: "path".to_owned(),
        path: path
            .split(|&byte| byte == b'/')
            .map(<[u8]>::to_vec)
            .collect(),
        ..Url::default()
    };
    for (name, value) in attributes.iter() {
        if ["type", "path", "__final"].contains(&name) {
            continue;
        }
        match value {
            Attribute::Text(text) => url.set(name, text.as_slice()),
            Attribute::Number(number) => url.set(name, number.to_string()),
            Attribute::Flag(flag) => url.set(name, u8::from(*flag).to_string()),
        }
    }
    Ok(url)
}

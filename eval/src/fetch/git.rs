//! Git repositories.

use super::error::{bad_url, other};
use super::refs::is_ref;
use super::{Attribute, Attributes, FetchError, Notation, Url, Warn};
use crate::features::{Feature, Features};

/// What an input of this kind may say.
pub const ATTRIBUTES: [&str; 18] = [
    "url",
    "ref",
    "rev",
    "shallow",
    "submodules",
    "lfs",
    "exportIgnore",
    "lastModified",
    "revCount",
    "narHash",
    "allRefs",
    "name",
    "dirtyRev",
    "dirtyShortRev",
    "verifyCommit",
    "keytype",
    "publicKey",
    "publicKeys",
];

/// What says who has to have signed a commit.
const SIGNATURES: [&str; 4] = ["verifyCommit", "keytype", "publicKey", "publicKeys"];

/// The attributes of `git://...` and `git+...`.
pub fn read_url(url: &Url) -> Result<Option<Attributes>, FetchError> {
    let transport = match url.scheme.as_str() {
        "git" => "git",
        other => match other.strip_prefix("git+") {
            Some(transport) => transport,
            None => return Ok(None),
        },
    };
    let mut attributes = Attributes::of_type("git");
    let mut rest = url.clone();
    rest.query.clear();
    for (name, value) in &url.query {
        match name.as_slice() {
            b"rev" => attributes.set("rev", value.as_slice()),
            b"ref" => attributes.set("ref", value.as_slice()),
            b"keytype" => attributes.set("keytype", value.as_slice()),
            b"publicKey" => attributes.set("publicKey", value.as_slice()),
            b"publicKeys" => attributes.set("publicKeys", value.as_slice()),
            b"shallow" | b"submodules" | b"lfs" | b"exportIgnore" | b"allRefs"
            | b"verifyCommit" => {
                let name = String::from_utf8_lossy(name);
                attributes.set(&name, Attribute::Flag(value == b"1"));
            }
            _ => {
                rest.query.insert(name.clone(), value.clone());
            }
        }
    }
    if rest.authority.is_none() && transport != "file" {
        return Err(scp_like(&rest.to_string()));
    }
    transport.clone_into(&mut rest.scheme);
    attributes.set("url", rest.to_string());
    Ok(Some(attributes))
}

fn scp_like(url: &str) -> FetchError {
    bad_url!("SCP-like URL '{url}' is not supported; use SSH URL syntax instead (ssh://...)")
}

/// Refuses names that git refuses, and addresses that are none.
pub fn check(
    attributes: &Attributes,
    features: Features,
    warn: Warn<'_>,
) -> Result<(), FetchError> {
    let is_signed = SIGNATURES.iter().any(|name| attributes.get(name).is_some());
    if is_signed && !features.has(Feature::VerifiedFetches) {
        return Err(FetchError::Disabled(Feature::VerifiedFetches));
    }
    if let Some(name) = attributes.text("ref")?.filter(|name| !is_ref(name)) {
        let name = String::from_utf8_lossy(name);
        return Err(bad_url!("invalid Git branch/tag name '{name}'"));
    }
    fix_url(attributes.required("url")?, warn)?;
    for flag in ["shallow", "submodules", "lfs", "exportIgnore", "allRefs"] {
        attributes.flag(flag)?;
    }
    Ok(())
}

/// The address with all that is said of it.
pub fn write_url(attributes: &Attributes, warn: Warn<'_>) -> Result<Url, FetchError> {
    let mut url = fix_url(attributes.required("url")?, warn)?;
    if url.scheme != "git" {
        url.scheme = format!("git+{}", url.scheme);
    }
    if let Some(rev) = attributes.rev()? {
        url.set("rev", rev);
    }
    if let Some(name) = attributes.text("ref")? {
        url.set("ref", name);
    }
    for flag in ["shallow", "lfs", "submodules", "exportIgnore"] {
        if attributes.flag(flag)? {
            url.set(flag, *b"1");
        }
    }
    Ok(url)
}

/// The address of a repository as git takes it: also a path, or a host and a path on it.
pub fn fix_url(text: &[u8], warn: Warn<'_>) -> Result<Url, FetchError> {
    let text = text.strip_prefix(b"git+").unwrap_or(text);
    let position = |byte| memchr::memchr(byte, text);
    let at_host = position(b'@').zip(position(b':')).filter(|(at, colon)| {
        at < colon && !text[..*colon].contains(&b'/') && !text[*colon..].starts_with(b"://")
    });
    if at_host.is_some() {
        return Url::parse(&over_ssh(text), Notation::Strict, warn);
    }
    if text.windows(3).any(|part| part == b"://") || text.starts_with(b"file:") {
        return Url::parse(text, Notation::Strict, warn);
    }
    // Before the first slash a colon ends the name of a host.
    let first = text.split(|&byte| byte == b'/').next().unwrap_or_default();
    if first.contains(&b':') {
        return Err(other!("{}", scp_like(&String::from_utf8_lossy(text))));
    }
    let is_absolute = text.starts_with(b"/");
    let parts = text.split(|&byte| byte == b'/').map(<[u8]>::to_vec);
    Ok(Url {
        scheme: "file".to_owned(),
        authority: is_absolute.then(Default::default),
        path: if text.is_empty() {
            vec![Vec::new(), Vec::new()]
        } else {
            parts.collect()
        },
        ..Url::default()
    })
}

/// `user@host:path` as an address; the colon of an address in brackets is none.
fn over_ssh(text: &[u8]) -> Vec<u8> {
    let after = text.iter().position(|&byte| byte == b']').unwrap_or(0);
    let colon = memchr::memchr(b':', &text[after..]).map(|colon| after + colon);
    let mut url = b"ssh://".to_vec();
    match colon {
        Some(colon) => {
            url.extend_from_slice(&text[..colon]);
            url.push(b'/');
            url.extend_from_slice(&text[colon + 1..]);
        }
        None => url.extend_from_slice(text),
    }
    url
}

//! Repositories of a forge: `github`, `gitlab`, `sourcehut`.

use super::error::bad_url;
use super::refs::{is_ref, is_rev};
use super::{Attributes, FetchError, Url};
use crate::store::hash::Format;
use crate::store::{Algorithm, Hash};

/// What an input of this kind may say.
pub const ATTRIBUTES: [&str; 8] = [
    "owner",
    "repo",
    "ref",
    "rev",
    "narHash",
    "lastModified",
    "host",
    "treeHash",
];

/// The attributes of `FORGE:OWNER/REPO[/REF-OR-REV]`.
pub fn read_url(forge: &str, url: &Url) -> Result<Option<Attributes>, FetchError> {
    if url.scheme != forge {
        return Ok(None);
    }
    let parts = url.parts();
    let [owner, repo, rest @ ..] = parts.as_slice() else {
        return Err(bad_url!("URL '{url}' is invalid"));
    };
    let mut attributes = Attributes::of_type(forge);
    attributes.set("owner", *owner);
    attributes.set("repo", *repo);
    match rest {
        [] => {}
        [rev] if is_rev(rev) => attributes.set("rev", *rev),
        name => attributes.set("ref", name.join(&b'/')),
    }
    for (name, value) in &url.query {
        match name.as_slice() {
            b"host" => attributes.set("host", value.as_slice()),
            b"narHash" => attributes.set("narHash", value.as_slice()),
            b"ref" => {
                if attributes.get("ref").is_some() {
                    return Err(bad_url!("URL '{url}' contains multiple branch/tag names"));
                }
                attributes.set("ref", value.as_slice());
            }
            b"rev" => {
                if attributes.get("rev").is_some() {
                    return Err(bad_url!("URL '{url}' contains multiple commit hashes"));
                }
                attributes.set("rev", value.as_slice());
            }
            _ => {}
        }
    }
    Ok(Some(attributes))
}

/// Refuses what no forge can have.
pub fn check(attributes: &Attributes) -> Result<(), FetchError> {
    attributes.required("owner")?;
    attributes.required("repo")?;
    let (name, rev) = (attributes.text("ref")?, attributes.text("rev")?);
    let shown = String::from_utf8_lossy;
    let input = || attributes.json();
    if let (Some(name), Some(rev)) = (name, rev) {
        let (input, rev, name) = (input(), shown(rev), shown(name));
        return Err(bad_url!(
            "input {input} contains both a commit hash ('{rev}') and a branch/tag name ('{name}')"
        ));
    }
    if name.is_some_and(|name| !is_ref(name)) {
        let input = input();
        return Err(bad_url!(
            "input {input} contains an invalid branch/tag name"
        ));
    }
    commit(attributes)?;
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    if attributes
        .text("host")?
        .is_some_and(|host| !host.iter().all(is_host))
    {
        let input = input();
        return Err(bad_url!("input {input} contains an invalid instance host"));
    }
    Ok(())
}

/// The commit, in hexadecimal.
fn commit(attributes: &Attributes) -> Result<Option<String>, FetchError> {
    match attributes.text("rev")? {
        None => Ok(None),
        Some(rev) => Ok(Some(
            Hash::parse(rev, Some(Algorithm::Sha1))?.format(Format::Base16),
        )),
    }
}

/// The address.
pub fn write_url(forge: &str, attributes: &Attributes) -> Result<Url, FetchError> {
    let mut url = Url {
        scheme: forge.to_owned(),
        path: vec![
            attributes.required("owner")?.to_vec(),
            attributes.required("repo")?.to_vec(),
        ],
        ..Url::default()
    };
    if let Some(name) = attributes.text("ref")? {
        url.path.push(name.to_vec());
    }
    if let Some(rev) = commit(attributes)? {
        url.path.push(rev.into());
    }
    if let Some(hash) = attributes.nar_hash()? {
        url.set("narHash", hash.format(Format::Sri));
    }
    if let Some(host) = attributes.text("host")? {
        url.set("host", host);
    }
    Ok(url)
}

//! Names of flakes, which a registry turns into other inputs.

use super::error::bad_url;
use super::refs::{is_flake_id, is_ref, is_rev};
use super::{Attributes, FetchError, Url};

/// What an input of this kind may say.
pub const ATTRIBUTES: [&str; 4] = ["id", "ref", "rev", "narHash"];

/// The attributes of `flake:ID[/REF][/REV]`.
pub fn read_url(url: &Url) -> Result<Option<Attributes>, FetchError> {
    if url.scheme != "flake" {
        return Ok(None);
    }
    let mut attributes = Attributes::of_type("indirect");
    let shown = String::from_utf8_lossy;
    let id = match url.parts()[..] {
        [id] => id,
        [id, part] if is_rev(part) => {
            attributes.set("rev", part.to_ascii_lowercase());
            id
        }
        [id, part] if is_ref(part) => {
            attributes.set("ref", part);
            id
        }
        [_, part] => {
            return Err(bad_url!(
                "in flake URL '{url}', '{}' is not a commit hash or branch/tag name",
                shown(part)
            ));
        }
        [_, part, _] if !is_ref(part) => {
            let part = shown(part);
            return Err(bad_url!(
                "in flake URL '{url}', '{part}' is not a branch/tag name"
            ));
        }
        [_, _, part] if !is_rev(part) => {
            let part = shown(part);
            return Err(bad_url!(
                "in flake URL '{url}', '{part}' is not a commit hash"
            ));
        }
        [id, name, rev] => {
            attributes.set("ref", name);
            attributes.set("rev", rev.to_ascii_lowercase());
            id
        }
        _ => return Err(bad_url!("GitHub URL '{url}' is invalid")),
    };
    attributes.set("id", id);
    Ok(Some(attributes))
}

/// Refuses what no registry can have.
pub fn check(attributes: &Attributes) -> Result<(), FetchError> {
    let id = attributes.required("id")?;
    if !is_flake_id(id) {
        let id = String::from_utf8_lossy(id);
        return Err(bad_url!("'{id}' is not a valid flake ID"));
    }
    Ok(())
}

/// The address.
pub fn write_url(attributes: &Attributes) -> Result<Url, FetchError> {
    let mut url = Url {
        scheme: "flake".to_owned(),
        path: vec![attributes.required("id")?.to_vec()],
        ..Url::default()
    };
    if let Some(name) = attributes.text("ref")? {
        url.path.push(name.to_vec());
    }
    if let Some(rev) = attributes.rev()? {
        url.path.push(rev.into());
    }
    Ok(url)
}

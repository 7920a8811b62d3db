//! References to flakes: an input, and the folder in it.

use super::error::other;
use super::refs::is_id_byte;
use super::url::{parse_fragment, parse_query};
use super::{Attributes, Authority, Bytes, FetchError, Input, Notation, Url, Warn};
use crate::features::Features;

/// Reads a reference: the attributes of its input, and `dir` where it names a folder.
pub fn parse(
    text: &[u8],
    features: Features,
    warn: Warn<'_>,
) -> Result<(Input, Attributes), FetchError> {
    let (input, dir, fragment) = read(text, features, warn)?;
    if !fragment.is_empty() {
        let fragment = String::from_utf8_lossy(&fragment);
        let text = String::from_utf8_lossy(text);
        return Err(other!(
            "unexpected fragment '{fragment}' in flake reference '{text}'"
        ));
    }
    let mut attributes = input.attributes.clone();
    if let Some(dir) = dir.filter(|dir| !dir.is_empty()) {
        attributes.set("dir", dir);
    }
    Ok((input, attributes))
}

type Parts = (Input, Option<Bytes>, Bytes);

fn read(text: &[u8], features: Features, warn: Warn<'_>) -> Result<Parts, FetchError> {
    if let Some(length) = id_length(text) {
        let mut flake = b"flake:".to_vec();
        flake.extend_from_slice(&text[..length]);
        let url = Url::parse(&flake, Notation::Strict, warn)?;
        let input = Input::from_url(&url, features, warn)?;
        let fragment = parse_fragment(text.get(length + 1..).unwrap_or_default())?;
        return Ok((input, None, fragment));
    }
    let of_url = Url::parse(text, Notation::Lenient, warn).and_then(|mut url| {
        let fragment = std::mem::take(&mut url.fragment);
        let dir = url.take("dir");
        Ok((Input::from_url(&url, features, warn)?, dir, fragment))
    });
    match of_url {
        Err(FetchError::BadUrl(_)) => of_path(text, features, warn),
        of_url => of_url,
    }
}

/// Text before and after the first of a byte.
fn split(text: &[u8], separator: u8) -> (&[u8], &[u8]) {
    match memchr::memchr(separator, text) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, b""),
    }
}

/// A reference that is a path with parameters.
fn of_path(text: &[u8], features: Features, warn: Warn<'_>) -> Result<Parts, FetchError> {
    let (rest, fragment) = split(text, b'#');
    let (path, query) = split(rest, b'?');
    let mut query = parse_query(query, warn)?;
    let fragment = parse_fragment(fragment)?;
    if !path.starts_with(b"/") {
        let text = String::from_utf8_lossy(text);
        return Err(other!("flake reference '{text}' is not an absolute path"));
    }
    let dir = query.remove(b"dir".as_slice());
    let url = Url {
        scheme: "path".to_owned(),
        authority: Some(Authority::default()),
        path: collapsed(path),
        query,
        fragment: Bytes::new(),
    };
    Ok((Input::from_url(&url, features, warn)?, dir, fragment))
}

/// The parts of an absolute path as C++ Nix writes them: empty ones only at the ends, and two of them after a last slash.
fn collapsed(path: &[u8]) -> Vec<Bytes> {
    let parts = path.split(|&byte| byte == b'/');
    let mut collapsed = vec![Bytes::new()];
    collapsed.extend(parts.filter(|part| !part.is_empty()).map(<[u8]>::to_vec));
    match collapsed.len() {
        1 => collapsed.push(Bytes::new()),
        _ if path.ends_with(b"/") => collapsed.extend([Bytes::new(), Bytes::new()]),
        _ => {}
    }
    collapsed
}

/// The length of `ID[/REF[/REV]]`, if that is what stands before the fragment.
fn id_length(text: &[u8]) -> Option<usize> {
    let (head, fragment) = split(text, b'#');
    let id = head.iter().take_while(|&&byte| is_id_byte(byte)).count();
    if !head.first()?.is_ascii_alphabetic() {
        return None;
    }
    let is_ref_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.@/+-".contains(byte);
    match &head[id..] {
        [] => {}
        [b'/', first, rest @ ..]
            if (first.is_ascii_alphanumeric() || *first == b'@')
                && rest.iter().all(is_ref_byte) => {}
        _ => return None,
    }
    let is_fragment_byte =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/? \"^%".contains(byte);
    let is_fragment = fragment.iter().all(is_fragment_byte) && parse_fragment(fragment).is_ok();
    is_fragment.then_some(head.len())
}

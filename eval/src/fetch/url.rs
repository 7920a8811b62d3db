//! Addresses as RFC 3986 has them, with what C++ Nix lets pass beyond it.

use super::error::bad_url;
use super::{Bytes, FetchError, Warn};
use fluent_uri::UriRef;
use fluent_uri::pct_enc::EStr;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_encode};
use std::collections::BTreeMap;
use std::fmt;

/// What a component outside of path and query keeps as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a part of a path keeps.
const SEGMENT: &AsciiSet = &UNRESERVED.remove(b':').remove(b'@');

/// What a query keeps.
const QUERY: &AsciiSet = &SEGMENT.remove(b'/').remove(b'?');

/// The parameters after the question mark; of several with one name the first.
pub type Query = BTreeMap<Bytes, Bytes>;

/// How closely an address has to follow the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// To the letter.
    Strict,
    /// Spaces and quotes may stand in query and fragment, `^` and `#` in the fragment.
    Lenient,
}

/// Who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// The user.
    pub user: Option<Bytes>,
    /// What follows the user and a colon.
    pub password: Option<Bytes>,
    /// The host as it is written: a name, or an address in brackets.
    pub host: String,
    /// The port.
    pub port: Option<u16>,
}

/// An address: its parts, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Url {
    /// What stands before the first colon.
    pub scheme: String,
    /// What stands after two slashes.
    pub authority: Option<Authority>,
    /// What stands between slashes; the first one is empty if the path is absolute, and none is there if the path is empty.
    pub path: Vec<Bytes>,
    /// The parameters.
    pub query: Query,
    /// What stands after the hash sign.
    pub fragment: Bytes,
}

impl Url {
    /// Reads an address.
    pub fn parse(text: &[u8], notation: Notation, warn: Warn<'_>) -> Result<Self, FetchError> {
        let shown = String::from_utf8_lossy(text);
        let invalid = || bad_url!("'{shown}' is not a valid URL: {}", reason(text));
        let written = std::str::from_utf8(text).map_err(|_| invalid())?;
        let strict = escaped(written, notation);
        let parsed = UriRef::parse(strict.as_str()).map_err(|_| invalid())?;
        let Some(scheme) = parsed.scheme() else {
            return Err(bad_url!("'{shown}' doesn't have a scheme"));
        };
        let authority = parsed.authority().map(|authority| {
            let port = authority.port().map_or("", |port| port.as_str());
            let user = authority.userinfo().map(EStr::as_str);
            read_authority(user, authority.host(), port)
        });
        let query = parsed.query().map_or("", |query| query.as_str());
        let fragment = parsed.fragment().map_or("", |fragment| fragment.as_str());
        let mut url = Self {
            scheme: scheme.as_str().to_owned(),
            authority: authority.transpose()?,
            path: segments(parsed.path().as_str()),
            query: Query::new(),
            fragment: decoded(fragment),
        };
        url = url.of_file(&shown)?;
        // Last, because it warns.
        url.query = parameters(query, warn);
        Ok(url)
    }

    /// The scheme without what stands before a plus.
    pub fn transport(&self) -> &str {
        self.scheme
            .split_once('+')
            .map_or(&self.scheme, |(_, transport)| transport)
    }

    /// A file is on this machine, and an address of a file has a path.
    fn of_file(mut self, shown: &str) -> Result<Self, FetchError> {
        if self.transport() != "file" {
            return Ok(self);
        }
        if let Some(authority) = self.authority.as_ref().filter(|it| it.is_somebody()) {
            return Err(bad_url!(
                "file:// URL '{shown}' has unexpected authority '{authority}'"
            ));
        }
        if self.path.is_empty() {
            self.path = vec![Bytes::new(), Bytes::new()];
        }
        Ok(self)
    }

    /// The parts of the path that are not empty.
    pub fn parts(&self) -> Vec<&[u8]> {
        let parts = self.path.iter().map(Vec::as_slice);
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// Takes a parameter out of the query.
    pub fn take(&mut self, parameter: &str) -> Option<Bytes> {
        self.query.remove(parameter.as_bytes())
    }

    /// Sets a parameter of the query.
    pub fn set(&mut self, parameter: &str, value: impl Into<Bytes>) {
        self.query
            .insert(parameter.as_bytes().to_vec(), value.into());
    }
}

impl Authority {
    fn is_somebody(&self) -> bool {
        *self != Self::default()
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(user) = &self.user {
            write!(f, "{}", percent_encode(user, UNRESERVED))?;
            if let Some(password) = &self.password {
                write!(f, ":{}", percent_encode(password, UNRESERVED))?;
            }
            f.write_str("@")?;
        }
        f.write_str(&self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.scheme)?;
        if let Some(authority) = &self.authority {
            write!(f, "//{authority}")?;
        }
        for (index, part) in self.path.iter().enumerate() {
            let slash = if index > 0 { "/" } else { "" };
            write!(f, "{slash}{}", percent_encode(part, SEGMENT))?;
        }
        for (index, (name, value)) in self.query.iter().enumerate() {
            let separator = if index > 0 { "&" } else { "?" };
            let (name, value) = (percent_encode(name, QUERY), percent_encode(value, QUERY));
            write!(f, "{separator}{name}={value}")?;
        }
        if !self.fragment.is_empty() {
            write!(f, "#{}", percent_encode(&self.fragment, UNRESERVED))?;
        }
        Ok(())
    }
}

/// The parts of a path as it is written.
pub(super) fn segments(path: &str) -> Vec<Bytes> {
    if path.is_empty() {
        return Vec::new();
    }
    path.split('/').map(decoded).collect()
}

fn decoded(text: &str) -> Bytes {
    percent_decode(text.as_bytes()).collect()
}

fn read_authority(user: Option<&str>, host: &str, port: &str) -> Result<Authority, FetchError> {
    let (user, password) = match user.map(|user| (user, user.split_once(':'))) {
        None => (None, None),
        Some((user, None)) => (Some(decoded(user)), None),
        Some((_, Some((user, password)))) => (Some(decoded(user)), Some(decoded(password))),
    };
    let port = match port {
        "" => None,
        port => match port.parse() {
            Ok(number) if number > 0 => Some(number),
            _ => return Err(bad_url!("port '{port}' is invalid")),
        },
    };
    let host = if host.starts_with('[') {
        host.to_owned()
    } else {
        percent_encode(&decoded(host), UNRESERVED).to_string()
    };
    Ok(Authority {
        user,
        password,
        host,
        port,
    })
}

/// The address in the notation of RFC 3986.
fn escaped(text: &str, notation: Notation) -> String {
    let (rest, fragment) = match text.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (text, None),
    };
    let (head, query) = match rest.split_once('?') {
        Some((head, query)) => (head, Some(query)),
        None => (rest, None),
    };
    let mut strict = head.to_owned();
    if let Some(query) = query {
        strict.push('?');
        strict.push_str(&escaped_query(query, notation));
    }
    if let Some(fragment) = fragment {
        strict.push('#');
        let extra: &[char] = match notation {
            Notation::Strict => &[],
            Notation::Lenient => &[' ', '"', '^', '#'],
        };
        push_escaped(fragment, extra, &mut strict);
    }
    strict
}

/// A query in the notation of RFC 3986, which has no brackets there.
fn escaped_query(query: &str, notation: Notation) -> String {
    let extra: &[char] = match notation {
        Notation::Strict => &['[', ']'],
        Notation::Lenient => &['[', ']', ' ', '"'],
    };
    let mut strict = String::with_capacity(query.len());
    push_escaped(query, extra, &mut strict);
    strict
}

fn push_escaped(text: &str, extra: &[char], strict: &mut String) {
    for character in text.chars() {
        if extra.contains(&character) {
            strict.push_str(&percent_encode(&[character as u8], NON_ALPHANUMERIC).to_string());
        } else {
            strict.push(character);
        }
    }
}

/// The parameters of a query that follows the grammar.
fn parameters(query: &str, warn: Warn<'_>) -> Query {
    let mut parameters = Query::new();
    if query.is_empty() {
        return parameters;
    }
    for part in query.split('&') {
        if let Some((name, value)) = part.split_once('=') {
            let parameter = parameters.entry(decoded(name));
            parameter.or_insert_with(|| decoded(value));
        } else {
            warn(&format!(
                "dubious URI query '{part}' is missing equal sign '=', ignoring"
            ));
        }
    }
    parameters
}

/// The parameters of what stands after a question mark without an address before it.
pub(super) fn parse_query(query: &[u8], warn: Warn<'_>) -> Result<Query, FetchError> {
    let shown = String::from_utf8_lossy(query);
    let invalid = || FetchError::Other(format!("invalid URI query '{shown}': leftover"));
    let text = std::str::from_utf8(query).map_err(|_| invalid())?;
    let strict = format!("?{}", escaped_query(text, Notation::Lenient));
    let parsed = UriRef::parse(strict.as_str()).map_err(|_| invalid())?;
    match parsed.query() {
        Some(query) if parsed.fragment().is_none() => Ok(parameters(query.as_str(), warn)),
        _ => Err(invalid()),
    }
}

/// Decodes what may hold anything but an incomplete escape.
pub(super) fn parse_fragment(fragment: &[u8]) -> Result<Bytes, FetchError> {
    match bad_escape(fragment) {
        None => Ok(percent_decode(fragment).collect()),
        Some(why) => {
            let shown = String::from_utf8_lossy(fragment);
            let message = format!("invalid URI parameter '{shown}': {why}");
            Err(FetchError::Other(message))
        }
    }
}

/// What is wrong with the escapes of a text.
fn bad_escape(text: &[u8]) -> Option<&'static str> {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'%', rest) {
        let digits = rest.get(at + 1..at + 3);
        match digits {
            None => return Some("incomplete pct-encoding"),
            Some(digits) if !digits.iter().all(u8::is_ascii_hexdigit) => {
                return Some("bad hexdig in pct-encoding");
            }
            Some(_) => rest = &rest[at + 3..],
        }
    }
    None
}

/// Where the grammar of C++ Nix stops: at a rule that does not match, or before something that is left over.
fn reason(text: &[u8]) -> &'static str {
    let end = text.iter().position(|byte| b"?#".contains(byte));
    let head = &text[..end.unwrap_or(text.len())];
    let colon = head.iter().position(|&byte| byte == b':');
    let scheme = colon.filter(|&colon| is_scheme(&head[..colon]));
    let mut path = head;
    match scheme {
        None => {
            let stop = head
                .iter()
                .position(|&byte| b":/".contains(&byte) || !is_path(byte));
            if stop.is_some_and(|stop| stop > 0 && head[stop] == b':') {
                return "mismatch";
            }
        }
        Some(colon) => {
            path = &head[colon + 1..];
            if let Some(rest) = path.strip_prefix(b"//") {
                let slash = rest.iter().position(|&byte| byte == b'/');
                let authority = &rest[..slash.unwrap_or(rest.len())];
                if authority.contains(&b'[') {
                    return "mismatch";
                }
            }
        }
    }
    let stop = path.iter().position(|&byte| !is_path(byte) && byte != b'%');
    let read = &path[..stop.unwrap_or(path.len())];
    if bad_escape(read).is_some() {
        "mismatch"
    } else {
        "leftover"
    }
}

fn is_scheme(text: &[u8]) -> bool {
    let others = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    text.first().is_some_and(u8::is_ascii_alphabetic) && text.iter().all(others)
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte)
}

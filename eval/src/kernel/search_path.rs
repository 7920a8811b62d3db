//! The search path: `<name>`, `-I`, `NIX_PATH` and `builtins.nixPath`.

use crate::error::{Error, ErrorKind, Result};
use crate::kernel::files::{self, absolute, to_path};
use crate::kernel::paths::normalize;
use crate::runtime::{Options, Runtime};
use crate::value::{AttrsBuilder, List, NixString, Value};
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// One entry: where names that begin with `prefix` are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The first components of the name; empty for any name.
    pub prefix: Vec<u8>,
    /// The folder or file.
    pub path: Vec<u8>,
}

impl Entry {
    /// Reads `PREFIX=PATH` or `PATH`.
    pub fn parse(text: &[u8]) -> Self {
        match text.iter().position(|&byte| byte == b'=') {
            Some(index) => Self {
                prefix: text[..index].to_vec(),
                path: text[index + 1..].to_vec(),
            },
            None => Self {
                prefix: Vec::new(),
                path: text.to_vec(),
            },
        }
    }

    /// What is left of a name after the prefix, if the prefix is its beginning.
    fn suffix<'n>(&self, name: &'n [u8]) -> Option<&'n [u8]> {
        let rest = name.strip_prefix(self.prefix.as_slice())?;
        if self.prefix.is_empty() || rest.is_empty() {
            return Some(rest);
        }
        rest.strip_prefix(b"/")
    }
}

/// The entries in force: those of the options around those of `NIX_PATH`; none in pure evaluation.
pub fn entries(options: &Options) -> Vec<Entry> {
    if options.access.pure {
        return Vec::new();
    }
    let parse = |texts: &[String]| -> Vec<Entry> {
        let texts = texts.iter();
        texts.map(|text| Entry::parse(text.as_bytes())).collect()
    };
    let mut entries = parse(&options.search_path);
    match (&options.nix_path, std::env::var_os("NIX_PATH")) {
        (Some(texts), _) => entries.extend(parse(texts)),
        (None, Some(variable)) => {
            let texts = split(&variable.into_vec());
            entries.extend(texts.iter().map(|text| Entry::parse(text)));
        }
        (None, None) => {}
    }
    entries.extend(parse(&options.extra_nix_path));
    entries
}

/// The parts of `NIX_PATH`: colons separate them, except those inside `scheme://` and `channel:`.
fn split(variable: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = variable;
    while !rest.is_empty() {
        let path = rest
            .iter()
            .position(|&byte| byte == b'=' || byte == b':')
            .filter(|&index| rest[index] == b'=')
            .map_or(0, |index| index + 1);
        let skipped = path + scheme_length(&rest[path..]);
        let end = rest[skipped..]
            .iter()
            .position(|&byte| byte == b':')
            .map_or(rest.len(), |index| skipped + index);
        if end > 0 {
            parts.push(rest[..end].to_vec());
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    parts
}

/// The length of the scheme of a URL, `://` included; 0 for a path.
fn scheme_length(text: &[u8]) -> usize {
    const SCHEMES: [&[u8]; 8] = [
        b"http://",
        b"https://",
        b"file://",
        b"channel://",
        b"git://",
        b"s3://",
        b"ssh://",
        b"channel:",
    ];
    SCHEMES
        .iter()
        .find(|scheme| text.starts_with(scheme))
        .map_or(0, |scheme| scheme.len())
}

/// `builtins.nixPath`
pub fn as_value<'h>(runtime: &Runtime<'h>) -> Value<'h> {
    let heap = runtime.heap;
    let items: Vec<_> = entries(&runtime.options)
        .iter()
        .map(|entry| {
            let mut attrs = AttrsBuilder::with_capacity(2);
            let text = |bytes: &[u8]| Value::String(NixString::new(heap, bytes));
            attrs.push(runtime.names.path, text(&entry.path));
            attrs.push(runtime.names.prefix, text(&entry.prefix));
            Value::Attrs(attrs.finish(heap))
        })
        .collect();
    Value::List(List::new(heap, &items))
}

/// The path that a name leads to, in the first entry that has it; after all entries comes a file of our own.
pub fn find<'h>(runtime: &Runtime<'h>, entries: &[Entry], name: &[u8]) -> Result<'h, PathBuf> {
    for entry in entries {
        let Some(suffix) = entry.suffix(name) else {
            continue;
        };
        let Some(mut path) = resolve(runtime, &entry.path)? else {
            continue;
        };
        if !suffix.is_empty() {
            // The suffix is normalised by itself, so that it cannot leave the entry.
            let inside = normalize(suffix);
            path.push(to_path(inside.strip_prefix(b"/").unwrap_or(&inside)));
        }
        let failure = |error| files::failure(runtime, &path, "getting status of", &error);
        let found = runtime.access.resolve(&path).map_err(failure)?;
        if runtime.access.status(&found).is_ok() {
            return Ok(found);
        }
        // Not to be seen is an error, not to be there is none.
        runtime.access.check(&found).map_err(failure)?;
    }
    if name == b"nix/fetchurl.nix" {
        runtime.fetchurl_found.set(true);
        return Ok(PathBuf::from(files::FETCHURL));
    }
    Err(not_found(runtime, name))
}

fn not_found<'h>(runtime: &Runtime<'h>, name: &[u8]) -> Error<'h> {
    let name = String::from_utf8_lossy(name);
    let message = if runtime.options.access.pure {
        format!("cannot look up '<{name}>' in pure evaluation mode (use '--impure' to override)")
    } else {
        format!("file '{name}' was not found in the Nix search path (add it using $NIX_PATH or -I)")
    };
    runtime.error_of(ErrorKind::SearchPath, message)
}

/// Allows what the search path names to be read in restricted evaluation.
pub fn allow_entries(runtime: &Runtime<'_>) {
    if !runtime.access.is_limited() {
        return;
    }
    for entry in entries(&runtime.options) {
        if scheme_length(&entry.path) == 0 {
            runtime.access.allow(&absolute(&to_path(&entry.path)));
        }
        // An entry that leads nowhere is told of at once. What is wrong with another is an error where it is looked at.
        let _ = resolve(runtime, &entry.path);
    }
}

/// Where an entry leads; a warning, once each, if it leads nowhere.
fn resolve<'h>(runtime: &Runtime<'h>, path: &[u8]) -> Result<'h, Option<PathBuf>> {
    if let Some(known) = runtime.search_path.borrow().get(path) {
        return Ok(known.clone());
    }
    let shown = String::from_utf8_lossy(path);
    let found = if scheme_length(path) > 0 {
        runtime.print(&format!(
            "warning: Nix search path entry '{shown}' cannot be downloaded, ignoring"
        ));
        None
    } else {
        let absolute = absolute(&to_path(path));
        let failure = |error| files::failure(runtime, &absolute, "getting status of", &error);
        let target = runtime.access.resolve(&absolute).map_err(failure)?;
        let exists = runtime.access.status(&target).is_ok();
        if !exists {
            runtime.access.check(&absolute).map_err(failure)?;
            runtime.print(&format!(
                "warning: Nix search path entry '{shown}' does not exist, ignoring"
            ));
        }
        exists.then_some(absolute)
    };
    runtime
        .search_path
        .borrow_mut()
        .insert(path.to_vec(), found.clone());
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suffix<'n>(entry: &str, name: &'n str) -> Option<&'n str> {
        Entry::parse(entry.as_bytes())
            .suffix(name.as_bytes())
            .map(|rest| std::str::from_utf8(rest).unwrap())
    }

    #[test]
    fn a_prefix_is_whole_components() {
        assert_eq!(suffix("/x", "a/b"), Some("a/b"));
        assert_eq!(suffix("a=/x", "a/b"), Some("b"));
        assert_eq!(suffix("a=/x", "a"), Some(""));
        assert_eq!(suffix("a=/x", "ab"), None);
        assert_eq!(suffix("a/b=/x", "a"), None);
    }

    #[test]
    fn colons_of_urls_do_not_separate() {
        let parts = |text: &str| {
            split(text.as_bytes())
                .into_iter()
                .map(|part| String::from_utf8(part).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(parts("a=b:/c:d"), ["a=b", "/c", "d"]);
        assert_eq!(
            parts("n=https://x.y/z:w:channel:nixos-1:q"),
            ["n=https://x.y/z", "w", "channel:nixos-1", "q"]
        );
        assert!(parts("").is_empty());
        assert_eq!(parts(":a:"), ["a"]);
    }
}

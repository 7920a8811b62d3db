//! `fetchurl` and `fetchTarball`: what lies behind an address, known by its hash.

use super::arguments::{string, unsupported};
use super::{check_uri, settled, unfetched};
use crate::access::SourceAccess;
use crate::builtins::flakes;
use crate::error::Result;
use crate::fetch::{Notation, Url};
use crate::kernel::expect::expect_string_without_context;
use crate::kernel::files::{self, to_path};
use crate::kernel::reentrant::{Arguments, Host};
use crate::kernel::sources::{expected_hash, store_string};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::store::hash::Format;
use crate::store::{Algorithm, Hash, Method, check_name};
use crate::value::{NixString, Value};

/// Which of the two it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fetcher {
    File,
    Archive,
}

impl Fetcher {
    fn builtin(self) -> &'static str {
        match self {
            Self::File => "fetchurl",
            Self::Archive => "fetchTarball",
        }
    }

    fn method(self) -> Method {
        match self {
            Self::File => Method::Flat,
            Self::Archive => Method::Recursive,
        }
    }
}

/// What it was told.
struct Wanted<'h> {
    url: &'h [u8],
    name: Option<&'h [u8]>,
    hash: Option<Hash>,
    /// Whether it was told in a set.
    in_set: bool,
}

/// `fetchurl url`
pub async fn fetchurl<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    fetch(host, argument, Fetcher::File).await
}

/// `fetchTarball url`
pub async fn fetch_tarball<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    fetch(host, argument, Fetcher::Archive).await
}

async fn fetch<'h, H: Host<'h>>(
    host: &mut H,
    argument: Value<'h>,
    fetcher: Fetcher,
) -> Result<'h, Value<'h>> {
    let wanted = wanted(host, argument, fetcher).await?;
    let runtime = host.runtime();
    let url = String::from_utf8_lossy(wanted.url).into_owned();
    let url = match (fetcher, url.strip_prefix("channel:")) {
        (Fetcher::Archive, Some(channel)) => {
            format!("https://channels.nixos.org/{channel}/nixexprs.tar.xz")
        }
        _ => url,
    };
    check_uri(&runtime, &url)?;
    let name = name_of(&runtime, &wanted, &url, fetcher)?;
    if runtime.options.access.pure && wanted.hash.is_none() {
        let builtin = fetcher.builtin();
        return Err(runtime.error(format_args!(
            "in pure evaluation mode, '{builtin}' requires a 'sha256' argument"
        )));
    }
    obtain(&runtime, &url, &name, wanted.hash.as_ref(), fetcher).map(Value::String)
}

/// Reads the argument.
async fn wanted<'h, H: Host<'h>>(
    host: &mut H,
    argument: Value<'h>,
    fetcher: Fetcher,
) -> Result<'h, Wanted<'h>> {
    let runtime = host.runtime();
    let Value::Attrs(attrs) = argument else {
        let url = expect_string_without_context(&runtime, argument).map_err(|error| {
            let what = "while evaluating the url we should fetch";
            error.traced(runtime.heap, what, Position::NONE)
        })?;
        return Ok(Wanted {
            url: url.bytes(),
            name: None,
            hash: None,
            in_set: false,
        });
    };
    let (mut url, mut name, mut hash) = (None, None, None);
    for attr in attrs.entries(runtime.heap).iter() {
        match runtime.symbols.name(attr.name) {
            b"url" => {
                let what = "while evaluating the url we should fetch";
                url = Some(string(host, &attr, what).await?);
            }
            b"sha256" => {
                let what = "while evaluating the sha256 of the content we should fetch";
                let text = string(host, &attr, what).await?;
                hash = Some(expected_hash(&runtime, text, Some(Algorithm::Sha256))?);
            }
            b"name" => {
                let what = "while evaluating the name of the content we should fetch";
                name = Some(string(host, &attr, what).await?);
            }
            _ => return Err(unsupported(&runtime, &attr, fetcher.builtin())),
        }
    }
    let Some(url) = url else {
        return Err(runtime.error("'url' argument required"));
    };
    Ok(Wanted {
        url,
        name,
        hash,
        in_set: true,
    })
}

/// The name of the store path: the one given, else `source` for an archive and the last part of the address for a file.
fn name_of<'h>(
    runtime: &Runtime<'h>,
    wanted: &Wanted<'h>,
    url: &str,
    fetcher: Fetcher,
) -> Result<'h, Vec<u8>> {
    let name = match wanted.name {
        Some(name) if !name.is_empty() => name,
        _ if fetcher == Fetcher::Archive => b"source",
        _ => {
            let url = wanted.url.strip_suffix(b"/").unwrap_or(wanted.url);
            let slash = memchr::memrchr(b'/', url);
            &url[slash.map_or(0, |slash| slash + 1)..]
        }
    };
    check_name(name).map_err(|error| {
        let builtin = fetcher.builtin();
        let advice = if wanted.name.is_some() {
            format!("Please change the value for the 'name' attribute passed to '{builtin}', so")
        } else if wanted.in_set {
            format!("Please add a valid 'name' attribute to the argument for '{builtin}', so")
        } else {
            format!(
                "Please pass an attribute set with 'url' and 'name' attributes to '{builtin}',  so"
            )
        };
        runtime.error(format_args!(
            "invalid store path name when fetching URL '{url}': {error}. {advice} that it can create a valid store path."
        ))
    })?;
    Ok(name.to_vec())
}

/// The store path, from the hash or from a file of this machine.
fn obtain<'h>(
    runtime: &Runtime<'h>,
    url: &str,
    name: &[u8],
    hash: Option<&Hash>,
    fetcher: Fetcher,
) -> Result<'h, NixString<'h>> {
    let warn = |message: &str| flakes::warn(runtime, message);
    match (
        fetcher,
        Url::parse(url.as_bytes(), Notation::Lenient, &warn),
    ) {
        (Fetcher::File, Ok(address)) if address.transport() == "file" => {
            return local(runtime, url, &address, name, hash);
        }
        (Fetcher::File, _) if !url.contains(':') => {
            return Err(runtime.error(format_args!("URL '{url}' doesn't have a scheme")));
        }
        (Fetcher::File, Err(error)) if url.starts_with("file:") => {
            return Err(flakes::failed(runtime, &error));
        }
        (Fetcher::Archive, Err(error)) => return Err(flakes::failed(runtime, &error)),
        (Fetcher::File | Fetcher::Archive, _) => {}
    }
    if let Some(hash) = hash {
        return settled(runtime, name, fetcher.method(), hash, url);
    }
    let builtin = fetcher.builtin();
    let needs = if url.starts_with("file:") {
        "unpacking"
    } else {
        "the network"
    };
    let instead = format!(
        "say which hash it has: `{builtin} {{ url = ...; sha256 = ...; }}` settles the store path"
    );
    Err(unfetched(runtime, url, needs, &instead))
}

/// A file of this machine, which is read: its address has been allowed as a whole.
fn local<'h>(
    runtime: &Runtime<'h>,
    url: &str,
    address: &Url,
    name: &[u8],
    expected: Option<&Hash>,
) -> Result<'h, NixString<'h>> {
    let text = read(runtime, url, address)?;
    let found = Algorithm::Sha256.hash(&text);
    if let Some(expected) = expected.filter(|expected| **expected != found) {
        let shown = |hash: &Hash| format!("sha256:{}", hash.format(Format::Nix32));
        return Err(runtime.error(format_args!(
            "hash mismatch in file downloaded from '{url}':\n  specified: {}\n  got:       {}",
            shown(expected),
            shown(&found)
        )));
    }
    let path = runtime
        .store
        .borrow_mut()
        .add_file_of(&text, name, Method::Flat, None)
        .map_err(|error| runtime.error(error))?;
    Ok(store_string(runtime, &path))
}

/// The bytes of the file that an address names.
pub(super) fn read<'h>(runtime: &Runtime<'h>, url: &str, address: &Url) -> Result<'h, Vec<u8>> {
    let access = SourceAccess::default();
    let file = to_path(&address.path.join(&b'/'));
    if access.target_status(&file).is_err() {
        return Err(runtime.error(format_args!(
            "unable to download '{url}': Could not read a file:// file (37) Could not open file {}",
            file.display()
        )));
    }
    files::read_through(runtime, &access, &file)
}

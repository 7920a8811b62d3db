//! `fetchTree` and `fetchGit`: inputs of all kinds, known by their hash.

use super::{check_uri, download, settled, unfetched};
use crate::builtins::flakes;
use crate::error::{Error, Result};
use crate::features::Feature;
use crate::fetch::{Attribute, Attributes, Input, Notation, Scheme, Url, fix_url};
use crate::kernel::coerce::Mode;
use crate::kernel::expect::expect_string_without_context;
use crate::kernel::files::{self, to_path};
use crate::kernel::reentrant::{Arguments, Host};
use crate::kernel::sources::store_string;
use crate::print;
use crate::runtime::Runtime;
use crate::store::hash::Format;
use crate::store::{Algorithm, Hash, Method, Sink, StoreError, nar};
use crate::value::{Attr, AttrsBuilder, NixString, Value};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Which of the two it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fetcher {
    Tree,
    Git,
}

impl Fetcher {
    fn builtin(self) -> &'static str {
        match self {
            Self::Tree => "fetchTree",
            Self::Git => "fetchGit",
        }
    }
}

/// `fetchTree input`
pub async fn fetch_tree<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    fetch(host, argument, Fetcher::Tree).await
}

/// `fetchGit input`
pub async fn fetch_git<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    fetch(host, argument, Fetcher::Git).await
}

async fn fetch<'h, H: Host<'h>>(
    host: &mut H,
    argument: Value<'h>,
    fetcher: Fetcher,
) -> Result<'h, Value<'h>> {
    let input = match argument {
        Value::Attrs(_) => input_of_set(host, argument, fetcher).await?,
        _ => input_of_text(host, argument, fetcher).await?,
    };
    let runtime = host.runtime();
    let warn = |message: &str| flakes::warn(&runtime, message);
    let shown = input
        .to_url(&warn)
        .map_err(|error| flakes::failed(&runtime, &error))?
        .to_string();
    if runtime.options.access.pure && !input.is_locked() {
        let builtin = fetcher.builtin();
        return Err(runtime.error(format_args!(
            "in pure evaluation mode, '{builtin}' doesn't fetch unlocked input '{shown}'"
        )));
    }
    check_uri(&runtime, &shown)?;
    let tree = obtain(&runtime, &input, &shown)?;
    described(&runtime, &input, &tree, fetcher).map_err(|error| flakes::failed(&runtime, &error))
}

/// An input that is given as an address.
async fn input_of_text<'h, H: Host<'h>>(
    host: &mut H,
    argument: Value<'h>,
    fetcher: Fetcher,
) -> Result<'h, Input> {
    let text = host.coerce(argument, Mode::PathPart).await?;
    let runtime = host.runtime();
    let features = runtime.options.features;
    let warn = |message: &str| flakes::warn(&runtime, message);
    let input = match fetcher {
        Fetcher::Git => fix_url(text.bytes(), &warn).and_then(|url| {
            let mut attributes = Attributes::of_type("git");
            attributes.set("url", url.to_string());
            attributes.set("exportIgnore", Attribute::Flag(true));
            Input::from_attributes(attributes, features, &warn)
        }),
        Fetcher::Tree => {
            if !features.has(Feature::Flakes) {
                return Err(runtime.error(
                    "passing a string argument to 'fetchTree' requires the 'flakes' experimental feature",
                ));
            }
            Url::parse(text.bytes(), Notation::Strict, &warn)
                .and_then(|url| Input::from_url(&url, features, &warn))
        }
    };
    input.map_err(|error| flakes::failed(&runtime, &error))
}

/// An input that is given as a set.
async fn input_of_set<'h, H: Host<'h>>(
    host: &mut H,
    argument: Value<'h>,
    fetcher: Fetcher,
) -> Result<'h, Input> {
    let runtime = host.runtime();
    let set = crate::kernel::expect::expect_attrs(&runtime, argument)?;
    let kind = runtime.names.kind;
    let mut attributes = match (fetcher, set.get(kind)) {
        (Fetcher::Git, None) => Attributes::of_type("git"),
        (Fetcher::Git, Some(_)) => return Err(runtime.error("unexpected argument 'type'")),
        (Fetcher::Tree, None) => {
            let message = "argument 'type' is missing in call to 'fetchTree'";
            return Err(runtime.error(message));
        }
        (Fetcher::Tree, Some(kind)) => {
            let value = host.force(kind.value).await?;
            let kind = expect_string_without_context(&runtime, value).map_err(|error| {
                let what = "while evaluating the `type` argument passed to 'fetchTree'";
                let error = error.at(runtime.heap, kind.position);
                error.traced(runtime.heap, what, kind.position)
            })?;
            let mut attributes = Attributes::default();
            attributes.set("type", kind.bytes());
            attributes
        }
    };
    for attr in set.entries(runtime.heap).iter() {
        if attr.name != kind {
            let name = runtime.symbols.text(attr.name);
            let value = attribute(host, &attr, &name, fetcher).await?;
            attributes.set(&name, value);
        }
    }
    let submodules = attributes.get("submodules") == Some(&Attribute::Flag(true));
    if fetcher == Fetcher::Git && !submodules && attributes.get("exportIgnore").is_none() {
        attributes.set("exportIgnore", Attribute::Flag(true));
    }
    if fetcher == Fetcher::Tree
        && matches!(attributes.text("type"), Ok(Some(b"git")))
        && attributes.get("shallow").is_none()
    {
        attributes.set("shallow", Attribute::Flag(true));
    }
    if fetcher == Fetcher::Tree && attributes.get("name").is_some() {
        let message = "argument 'name' isn’t supported in call to 'fetchTree'";
        return Err(runtime.error(message));
    }
    let warn = |message: &str| flakes::warn(&runtime, message);
    Input::from_attributes(attributes, runtime.options.features, &warn)
        .map_err(|error| flakes::failed(&runtime, &error))
}

/// One attribute of a set that describes an input.
async fn attribute<'h, H: Host<'h>>(
    host: &mut H,
    attr: &Attr<'h>,
    name: &str,
    fetcher: Fetcher,
) -> Result<'h, Attribute> {
    let runtime = host.runtime();
    let builtin = fetcher.builtin();
    match host.force(attr.value).await? {
        Value::String(text) | Value::Path(text) => Ok(Attribute::from(text.bytes())),
        Value::Bool(flag) => Ok(Attribute::Flag(flag)),
        Value::Int(number) => u64::try_from(number).map(Attribute::Number).map_err(|_| {
            runtime.error(format_args!(
                "negative value given for '{builtin}' argument '{name}': {number}"
            ))
        }),
        Value::List(_) if name == "publicKeys" => {
            Err(runtime.error(Feature::VerifiedFetches.disabled()))
        }
        other => Err(runtime.error(format_args!(
            "argument '{name}' to '{builtin}' is {} while a string, Boolean or integer is expected",
            print::described(other)
        ))),
    }
}

/// What is known of a tree.
struct Tree<'h> {
    path: NixString<'h>,
    hash: Hash,
    last_modified: Option<u64>,
}

/// The tree of an input, from its hash or from this machine.
fn obtain<'h>(runtime: &Runtime<'h>, input: &Input, shown: &str) -> Result<'h, Tree<'h>> {
    let failed = |error| flakes::failed(runtime, &error);
    let attributes = &input.attributes;
    let last_modified = attributes.number("lastModified").map_err(failed)?;
    let hash = attributes.nar_hash().map_err(failed)?;
    if input.scheme == Scheme::Path {
        let tree = folder(runtime, input, last_modified)?;
        return match hash {
            Some(hash) if hash != tree.hash => {
                let (found, said) = (tree.hash.format(Format::Sri), hash.format(Format::Sri));
                // C++ Nix has the two the other way round too.
                Err(runtime.error(format_args!(
                    "NAR hash mismatch in input '{shown}', expected '{found}' but got '{said}'"
                )))
            }
            _ => Ok(tree),
        };
    }
    if let (Some(hash), true) = (hash, input.scheme != Scheme::Indirect) {
        let name = attributes
            .text("name")
            .map_err(failed)?
            .unwrap_or(b"source");
        return Ok(Tree {
            path: settled(runtime, name, Method::Recursive, &hash, shown)?,
            hash,
            last_modified,
        });
    }
    if input.scheme == Scheme::File {
        let warn = |message: &str| flakes::warn(runtime, message);
        let url = attributes.required("url").map_err(failed)?;
        let address = Url::parse(url, Notation::Strict, &warn).map_err(failed)?;
        if address.scheme == "file" {
            return file(runtime, &address, last_modified);
        }
    }
    Err(missing(runtime, input, shown))
}

/// What an input that cannot be had would need.
#[cold]
fn missing<'h>(runtime: &Runtime<'h>, input: &Input, shown: &str) -> Error<'h> {
    let settle = "say which hash its archive has: the attribute 'narHash' settles the store path";
    let (needs, instead) = match input.scheme {
        Scheme::Git => ("git", settle),
        Scheme::Mercurial => ("Mercurial", settle),
        Scheme::GitHub | Scheme::GitLab | Scheme::SourceHut | Scheme::Tarball | Scheme::File => {
            ("the network", settle)
        }
        Scheme::Indirect => (
            "a registry of flakes",
            "write the reference that the registry would give",
        ),
        Scheme::Path => ("nothing", "this is a defect"),
    };
    unfetched(runtime, shown, needs, instead)
}

/// A file of this machine, as it is.
fn file<'h>(
    runtime: &Runtime<'h>,
    address: &Url,
    last_modified: Option<u64>,
) -> Result<'h, Tree<'h>> {
    let text = download::read(runtime, &address.to_string(), address)?;
    added_text(runtime, &text, last_modified)
}

fn added_text<'h>(
    runtime: &Runtime<'h>,
    text: &[u8],
    last_modified: Option<u64>,
) -> Result<'h, Tree<'h>> {
    let failed = |error: StoreError| runtime.error(error);
    let mut archive = nar::hashing(Algorithm::Sha256);
    let size = text.len() as u64;
    archive
        .file(false, size)
        .and_then(|()| archive.data(text))
        .and_then(|()| archive.end_file(size))
        .map_err(|error| runtime.error(error))?;
    let mut store = runtime.store.borrow_mut();
    let path = store
        .add_file_of(text, b"source", Method::Recursive, None)
        .map_err(failed)?;
    Ok(Tree {
        path: store_string(runtime, &path),
        hash: archive.into_inner().finish(),
        last_modified,
    })
}

/// A folder of this machine.
fn folder<'h>(
    runtime: &Runtime<'h>,
    input: &Input,
    last_modified: Option<u64>,
) -> Result<'h, Tree<'h>> {
    let path = input.attributes.required("path");
    let path = path.map_err(|error| flakes::failed(runtime, &error))?;
    if !path.starts_with(b"/") {
        return Err(runtime.error(format_args!(
            "cannot fetch input 'path:{}' because it uses a relative path",
            String::from_utf8_lossy(path)
        )));
    }
    let path = files::absolute(&to_path(path));
    if let Some(text) = files::stored_text(runtime, &path) {
        return added_text(runtime, &text, last_modified);
    }
    let place = files::place(runtime, &path).into_owned();
    runtime
        .access
        .status(&place)
        .map_err(|error| files::failure(runtime, &path, "getting status of", &error))?;
    let failed = |error: StoreError| runtime.error(error);
    let hash = nar::nar_hash(place.clone(), Algorithm::Sha256, None).map_err(failed)?;
    let added = runtime.store.borrow_mut().add_path(
        b"source",
        &place,
        Method::Recursive,
        Algorithm::Sha256,
        None,
        Some(&hash),
    );
    let last_modified = last_modified.or_else(|| newest(&place));
    Ok(Tree {
        path: store_string(runtime, &added.map_err(failed)?),
        hash,
        last_modified,
    })
}

/// When the youngest file was changed last, in seconds.
fn newest(root: &Path) -> Option<u64> {
    let mut newest = None;
    let mut waiting: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(path) = waiting.pop() {
        let Ok(metadata) = path.symlink_metadata() else {
            continue;
        };
        let changed = metadata.modified().ok();
        let age = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        newest = newest.max(age.map(|age| age.as_secs()));
        if metadata.is_dir() {
            let entries = std::fs::read_dir(&path).into_iter().flatten();
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    newest
}

/// The digits of a commit's hash that are shown where it is short.
const SHORT_REV: usize = 7;

/// The set that describes a tree.
fn described<'h>(
    runtime: &Runtime<'h>,
    input: &Input,
    tree: &Tree<'h>,
    fetcher: Fetcher,
) -> std::result::Result<Value<'h>, crate::fetch::FetchError> {
    let mut set = AttrsBuilder::default();
    let mut push = |name: &str, value: Value<'h>| {
        set.push(runtime.symbols.intern(name.as_bytes()), value);
    };
    let string = |text: &str| Value::String(NixString::new(runtime.heap, text.as_bytes()));
    push("outPath", Value::String(tree.path));
    push("narHash", string(&tree.hash.format(Format::Sri)));
    let attributes = &input.attributes;
    if input.scheme == Scheme::Git {
        push("submodules", Value::Bool(attributes.flag("submodules")?));
    }
    let is_git = fetcher == Fetcher::Git;
    let nothing = || is_git.then(|| "0".repeat(40));
    if let Some(rev) = attributes.rev()?.or_else(nothing) {
        push("shortRev", string(&rev[..SHORT_REV.min(rev.len())]));
        push("rev", string(&rev));
    }
    if let Some(count) = attributes.number("revCount")?.or(is_git.then_some(0)) {
        push("revCount", Value::Int(count as i64));
    }
    if let Some(seconds) = tree.last_modified {
        push("lastModified", Value::Int(seconds as i64));
        push("lastModifiedDate", string(&date(seconds)));
    }
    Ok(Value::Attrs(set.finish(runtime.heap)))
}

/// A time as fourteen digits.
fn date(seconds: u64) -> String {
    let time = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap_or(i64::MAX));
    time.unwrap_or(jiff::Timestamp::MAX)
        .strftime("%Y%m%d%H%M%S")
        .to_string()
}

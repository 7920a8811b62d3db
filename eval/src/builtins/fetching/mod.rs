//! Builtins that fetch: nothing is ever fetched, but what a hash settles is settled, and what lies on this machine is added.

mod arguments;
mod closure;
mod download;
mod mercurial;
mod tree;

pub use closure::fetch_closure;
pub use download::{fetch_tarball, fetchurl};
pub use mercurial::fetch_mercurial;
pub use tree::{fetch_git, fetch_tree};

use crate::error::{Error, Result};
use crate::features::Feature;
use crate::kernel::reentrant::Reentrant;
use crate::kernel::sources::store_string;
use crate::runtime::Runtime;
use crate::store::{Hash, Method, References};
use crate::value::{Builtin, NixString};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "fetchurl",
        1,
        0b1,
        Reentrant::Fetchurl,
        "url, or { url, name ?, sha256 ? }: the store path of the file behind an address, which its hash settles",
    ),
    Builtin::reentrant(
        "fetchTarball",
        1,
        0b1,
        Reentrant::FetchTarball,
        "url, or { url, name ?, sha256 ? }: the store path of an unpacked archive, which its hash settles",
    ),
    Builtin::reentrant(
        "fetchTree",
        1,
        0b1,
        Reentrant::FetchTree,
        "input: the store path of an input and what is known of it; narHash settles it, unless it lies on this machine",
    )
    .behind(Feature::FetchTree),
    Builtin::reentrant(
        "fetchGit",
        1,
        0b1,
        Reentrant::FetchGit,
        "url, or { url, rev ?, ref ?, narHash ?, ... }: the store path of a git repository, which narHash settles",
    ),
    Builtin::reentrant(
        "fetchMercurial",
        1,
        0b1,
        Reentrant::FetchMercurial,
        "url, or { url, rev ?, name ? }: the store path of a Mercurial repository; nothing settles it, so this is an error",
    ),
    Builtin::reentrant(
        "fetchClosure",
        1,
        0b1,
        Reentrant::FetchClosure,
        "{ fromStore, fromPath, toPath ?, inputAddressed ? }: the store path, which would have to be copied from the binary cache",
    )
    .behind(Feature::FetchClosure),
];

/// The error of what cannot be had: what was asked, why not, and what settles it.
#[cold]
fn unfetched<'h>(runtime: &Runtime<'h>, input: &str, needs: &str, instead: &str) -> Error<'h> {
    runtime.error(format_args!(
        "cannot fetch '{input}': that needs {needs}, and nothing is fetched here; {instead}"
    ))
}

/// The store path of what has a hash, wherever it would be fetched from.
fn settled<'h>(
    runtime: &Runtime<'h>,
    name: &[u8],
    method: Method,
    hash: &Hash,
    origin: &str,
) -> Result<'h, NixString<'h>> {
    let path = runtime
        .store_dir
        .fixed_path(name, method, hash, &References::default())
        .map_err(|error| runtime.error(error))?;
    runtime.store.borrow_mut().await_path(&path, origin);
    Ok(store_string(runtime, &path))
}

/// Refuses an address that restricted evaluation may not look at.
fn check_uri<'h>(runtime: &Runtime<'h>, uri: &str) -> Result<'h, ()> {
    let allowed = runtime.access.check_uri(uri);
    allowed.map_err(|refusal| runtime.error(refusal))
}

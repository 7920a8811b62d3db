//! Files and folders as store objects: what an interpolated path, `path` and `filterSource` come to.

use crate::error::{OrFull, Result};
use crate::kernel::files::{self, to_bytes};
use crate::runtime::Runtime;
use crate::store::{Algorithm, Hash, Located, Method, Store, StoreError, StorePath};
use crate::value::{ContextElement, NixString};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the object that a path becomes: its last part.
pub fn base_name(path: &Path) -> Vec<u8> {
    match path.file_name() {
        Some(_) => {
            let bytes = to_bytes(path);
            let start = bytes
                .iter()
                .rposition(|&byte| byte == b'/')
                .map_or(0, |slash| slash + 1);
            bytes[start..].to_vec()
        }
        None => b"source".to_vec(),
    }
}

/// Whether a link at the end of a path is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastLink {
    /// What it leads to is meant.
    Followed,
    /// The link itself is meant.
    Kept,
}

/// Where a path that is to be added is read, if it may be.
pub fn admitted<'h>(runtime: &Runtime<'h>, path: &Path, last: LastLink) -> Result<'h, PathBuf> {
    let failed = |error: &io::Error| files::failure(runtime, path, "reading", error);
    let place = files::place(runtime, path);
    let real = match last {
        LastLink::Followed => runtime
            .access
            .resolve(&place)
            .map_err(|error| failed(&error))?,
        LastLink::Kept if !runtime.access.is_limited() => return Ok(place.into_owned()),
        LastLink::Kept => runtime
            .access
            .resolve_folder(&place)
            .map_err(|error| failed(&error))?,
    };
    runtime
        .access
        .check(&real)
        .map_err(|error| failed(&error))?;
    Ok(real)
}

/// A store path as a string that depends on it.
pub fn store_string<'h>(runtime: &Runtime<'h>, path: &StorePath) -> NixString<'h> {
    let text = runtime.store_dir.print(path);
    let text = NixString::new(runtime.heap, text.as_bytes()).bytes();
    NixString::with_context(runtime.heap, text, &[ContextElement::Path(text)])
}

/// The string of a path copied to the store, as interpolation has it.
pub fn copied<'h>(runtime: &Runtime<'h>, path: NixString<'h>) -> Result<'h, NixString<'h>> {
    if let Some(&string) = runtime.copied.borrow().get(path.bytes()) {
        return Ok(string);
    }
    if path.bytes().ends_with(b".drv") {
        return Err(runtime.error("file names are not allowed to end in '.drv'"));
    }
    let file = files::to_path(path.bytes());
    let name = base_name(&file);
    let string = added(
        runtime,
        &file,
        &name,
        Method::Recursive,
        LastLink::Kept,
        None,
    )?;
    runtime.copied.borrow_mut().insert(path.bytes(), string);
    Ok(string)
}

/// Adds a file or folder to the store, all of it.
pub fn added<'h>(
    runtime: &Runtime<'h>,
    path: &Path,
    name: &[u8],
    method: Method,
    last: LastLink,
    expected: Option<&Hash>,
) -> Result<'h, NixString<'h>> {
    let added = if let Some(text) = files::stored_text(runtime, path) {
        let mut store = runtime.store.borrow_mut();
        store.add_file_of(&text, name, method, expected)
    } else {
        let real = admitted(runtime, path, last)?;
        if runtime.store_dir.contains(to_bytes(path)) {
            let string = added_again(runtime, path, &real, (name, method, expected));
            return string.map_err(|error| runtime.error(error));
        }
        let mut store = runtime.store.borrow_mut();
        store.add_path(name, &real, method, Algorithm::Sha256, None, expected)
    };
    let added = added.map_err(|error| runtime.error(error))?;
    Ok(store_string(runtime, &added))
}

/// Adds something that is in the store already, without what a filter left out of it.
fn added_again<'h>(
    runtime: &Runtime<'h>,
    path: &Path,
    place: &Path,
    (name, method, expected): (&[u8], Method, Option<&Hash>),
) -> std::result::Result<NixString<'h>, StoreError> {
    let begin = |store: &mut Store<_>| store.begin(place, method, Algorithm::Sha256);
    let mut import = begin(&mut runtime.store.borrow_mut());
    while let Some((file, _)) = import.advance()? {
        let out = is_left_out(runtime, &named(runtime, &file, place, path));
        import.decide(!out)?;
    }
    let mut store = runtime.store.borrow_mut();
    let added = store.finish(import, name, expected)?;
    Ok(store_string(runtime, &added))
}

/// Whether a path is that of a text in the store, which is nowhere else.
pub fn is_text(runtime: &Runtime<'_>, path: &Path) -> bool {
    files::with_stored_text(runtime, path, |_| ()).is_some()
}

/// The path that the program knows a file by which lies in `place`: what is in the store is read where it came from.
pub fn named<'p>(
    runtime: &Runtime<'_>,
    file: &'p Path,
    place: &Path,
    path: &Path,
) -> Cow<'p, Path> {
    match file.strip_prefix(place) {
        Ok(rest) if runtime.store_dir.contains(to_bytes(path)) => Cow::Owned(path.join(rest)),
        _ => Cow::Borrowed(file),
    }
}

/// Whether a path is in the store and a filter left it out of what was added.
pub fn is_left_out(runtime: &Runtime<'_>, path: &Path) -> bool {
    runtime.store_dir.contains(to_bytes(path))
        && matches!(runtime.store.borrow().locate(path), Located::Missing)
}

/// Asks whether there is room for a text of some bytes in the store, beside what it holds: derivations repeat the strings
/// they share, which the heap has only once.
pub fn make_room<'h>(runtime: &Runtime<'h>, bytes: usize) -> Result<'h, ()> {
    let held = runtime.store.borrow().text_bytes();
    runtime.heap.reserve(held + bytes, 1).or_full(runtime.heap)
}

/// A hash that something must have; an empty one stands for zeros, with a warning that says so.
pub fn expected_hash<'h>(
    runtime: &Runtime<'h>,
    text: &[u8],
    algorithm: Option<Algorithm>,
) -> Result<'h, Hash> {
    if !text.is_empty() {
        return Hash::parse(text, algorithm).map_err(|error| runtime.error(error));
    }
    let Some(algorithm) = algorithm else {
        return Err(runtime.error("empty hash requires explicit hash algorithm"));
    };
    let hash = Hash {
        algorithm,
        digest: vec![0; algorithm.size()],
    };
    runtime.print(&format!(
        "warning: found empty hash, assuming '{}'",
        hash.format(crate::store::hash::Format::Sri)
    ));
    Ok(hash)
}

/// An element of a context as messages show it: `!OUTPUT!PATH`, `=PATH` or `PATH`, without the store's folder.
pub fn shown(runtime: &Runtime<'_>, element: ContextElement<'_>) -> String {
    let base = |path: &[u8]| {
        let path = path
            .strip_prefix(runtime.store_dir.as_str().as_bytes())
            .map_or(path, |rest| rest.strip_prefix(b"/").unwrap_or(rest));
        String::from_utf8_lossy(path).into_owned()
    };
    match element {
        ContextElement::Path(path) => base(path),
        ContextElement::DerivationClosure(path) => format!("={}", base(path)),
        ContextElement::Output(path, output) => {
            format!("!{}!{}", String::from_utf8_lossy(output), base(path))
        }
    }
}

/// How the path of a derivation begins that another one produces: `!OUTPUT!PATH`, once for each step.
pub const DYNAMIC: &[u8] = b"!";

/// The derivation that a chain of derivations begins with, and the outputs that lead along it.
pub fn dynamic_chain(path: &[u8]) -> (&[u8], Vec<Vec<u8>>) {
    let mut chain = Vec::new();
    let mut rest = path;
    while let Some(after) = rest.strip_prefix(DYNAMIC) {
        let Some(end) = after.iter().position(|&byte| byte == b'!') else {
            break;
        };
        chain.push(after[..end].to_vec());
        rest = &after[end + 1..];
    }
    chain.reverse();
    (rest, chain)
}

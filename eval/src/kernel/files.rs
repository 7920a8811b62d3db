//! Files as the language sees them: what a path leads to, and what C++ Nix says when it leads nowhere.

use crate::access::{FileKind, FolderEntry, MAX_LINKS, Refusal, SourceAccess, Status};
use crate::error::{Error, ErrorKind, Result};
use crate::kernel::paths::normalize;
use crate::runtime::Runtime;
use crate::source::{Origin, Position};
use crate::store::Located;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

/// A path of the language as one of the system.
pub fn to_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path of the system as one of the language.
pub fn to_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_bytes()
}

/// A path made absolute against the working directory, and normalised without asking the file system.
pub fn absolute(path: &Path) -> PathBuf {
    // Without a working directory there is nothing relative to find.
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    to_path(&normalize(to_bytes(&folder.join(path))))
}

/// What the operating system says went wrong, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}

/// The error of a file operation that failed, worded by what the path leads to.
#[cold]
pub fn failure<'h>(
    runtime: &Runtime<'h>,
    path: &Path,
    doing: &str,
    error: &io::Error,
) -> Error<'h> {
    let resolved = match runtime.access.resolve(path) {
        Ok(resolved) => resolved,
        Err(error) => return file_error(runtime, format_args!("{error}")),
    };
    if let Some(refusal) = Refusal::of(error) {
        return file_error(runtime, format_args!("{refusal}"));
    }
    let shown = resolved.display();
    match error.kind() {
        io::ErrorKind::InvalidFilename => file_error(
            runtime,
            format_args!(
                "getting status of \"{}\": {}",
                too_long(runtime, &resolved).display(),
                reason(error)
            ),
        ),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            if runtime.access.status(&resolved).is_err() =>
        {
            file_error(runtime, format_args!("path '{shown}' does not exist"))
        }
        _ => file_error(
            runtime,
            format_args!("{doing} '{shown}': {}", reason(error)),
        ),
    }
}

/// The part of a path that is already too long.
fn too_long<'p>(runtime: &Runtime<'_>, path: &'p Path) -> &'p Path {
    let bytes = to_bytes(path);
    let ends = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'/');
    ends.map(|(end, _)| Path::new(OsStr::from_bytes(&bytes[..end])))
        .skip(1)
        .find(|part| {
            let status = runtime.access.status(part);
            status.is_err_and(|error| error.kind() == io::ErrorKind::InvalidFilename)
        })
        .unwrap_or(path)
}

fn file_error<'h>(runtime: &Runtime<'h>, message: std::fmt::Arguments<'_>) -> Error<'h> {
    runtime.error_of(ErrorKind::File, message)
}

/// Where a path is to be read: what this evaluation put into the store lies elsewhere.
pub fn place<'p>(runtime: &Runtime<'_>, path: &'p Path) -> Cow<'p, Path> {
    if runtime.store_dir.contains(to_bytes(path))
        && let Located::File(file) = runtime.store.borrow().locate(path)
    {
        return Cow::Owned(file);
    }
    Cow::Borrowed(path)
}

/// Where `<nix/fetchurl.nix>` leads if the search path does not have it: to a file that is only in here.
pub const FETCHURL: &str = "/fetchurl.nix";

/// What `use_text` makes of the text that this evaluation put into the store under a path, or of `<nix/fetchurl.nix>`.
pub fn with_stored_text<T>(
    runtime: &Runtime<'_>,
    path: &Path,
    use_text: impl FnOnce(&[u8]) -> T,
) -> Option<T> {
    if runtime.fetchurl_found.get() && to_bytes(path) == FETCHURL.as_bytes() {
        return Some(use_text(include_bytes!(
            "../builtins/fetching/fetchurl.nix"
        )));
    }
    if !runtime.store_dir.contains(to_bytes(path)) {
        return None;
    }
    match runtime.store.borrow().locate(path) {
        Located::Text(text) => Some(use_text(&text)),
        Located::File(_) | Located::Missing => None,
    }
}

/// A copy of that text.
pub fn stored_text(runtime: &Runtime<'_>, path: &Path) -> Option<Vec<u8>> {
    with_stored_text(runtime, path, <[u8]>::to_vec)
}

/// What an inquiry at a path says, or the status of a text that this evaluation put there.
fn status_by(
    runtime: &Runtime<'_>,
    path: &Path,
    ask: impl FnOnce(&SourceAccess, &Path) -> io::Result<Status>,
) -> io::Result<Status> {
    match with_stored_text(runtime, path, <[u8]>::len) {
        Some(length) => Ok(Status {
            kind: FileKind::Regular,
            size: length as u64,
            executable: false,
        }),
        None => ask(&runtime.access, &place(runtime, path)),
    }
}

/// What is at a path; links on the way are followed, one at its end is not.
pub fn status(runtime: &Runtime<'_>, path: &Path) -> io::Result<Status> {
    status_by(runtime, path, SourceAccess::status)
}

/// What is at a path on which there are no links; one on the way is an error.
pub fn status_exactly(runtime: &Runtime<'_>, path: &Path) -> io::Result<Status> {
    status_by(runtime, path, SourceAccess::status_exactly)
}

/// What a path leads to, every link followed.
pub fn target_status(runtime: &Runtime<'_>, path: &Path) -> io::Result<Status> {
    status_by(runtime, path, SourceAccess::target_status)
}

/// The entries of the folder that a path leads to, in no order.
pub fn read_folder(runtime: &Runtime<'_>, path: &Path) -> io::Result<Vec<FolderEntry>> {
    let mut entries = runtime.access.read_folder(&place(runtime, path))?;
    if runtime.store_dir.contains(to_bytes(path)) {
        // What a filter left out is still where the folder was added from.
        let store = runtime.store.borrow();
        entries.retain(|(name, _)| store.locate(&path.join(name)) != Located::Missing);
    }
    Ok(entries)
}

/// The file that importing a path means: links at its end followed, a folder's `default.nix`.
pub fn expression_file<'h>(runtime: &Runtime<'h>, path: &Path) -> Result<'h, PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let status =
            status(runtime, &path).map_err(|error| file_failure(runtime, &path, &error))?;
        match status.kind {
            FileKind::Directory => {
                path.push("default.nix");
                return Ok(path);
            }
            FileKind::Regular | FileKind::Unknown => return Ok(path),
            FileKind::Symlink => {}
        }
        let target = runtime
            .access
            .read_link(&place(runtime, &path))
            .map_err(|error| failure(runtime, &path, "reading symbolic link", &error))?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        path = to_path(&normalize(to_bytes(&folder.join(target))));
    }
    Err(file_error(
        runtime,
        format_args!(
            "too many symbolic links encountered while traversing the path '{}'",
            path.display()
        ),
    ))
}

/// A loop of links among the folders of a file is told of as the folder's.
#[cold]
fn file_failure<'h>(runtime: &Runtime<'h>, path: &Path, error: &io::Error) -> Error<'h> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let in_loop = runtime.access.resolve(folder).is_err();
    let path = if in_loop { folder } else { path };
    failure(runtime, path, "opening file", error)
}

/// Bytes that C++ Nix reads at once, which its message about a folder tells.
const READ_SIZE: u64 = 1 << 16;

/// The bytes of a file: as many as it says it holds when it is opened.
///
/// A device has none, and neither has a file of the system that claims to be empty, as for C++ Nix. A pipe is an error,
/// for it could wait for ever, and so is a file that ends before its size.
pub fn read<'h>(runtime: &Runtime<'h>, path: &Path) -> Result<'h, Vec<u8>> {
    read_through(runtime, &runtime.access, path)
}

/// As [`read`], through another gate: for a file that is allowed by something else than its path.
pub fn read_through<'h>(
    runtime: &Runtime<'h>,
    access: &SourceAccess,
    path: &Path,
) -> Result<'h, Vec<u8>> {
    let fail = |error: &io::Error| failure(runtime, path, "opening file", error);
    if let Some(text) = stored_text(runtime, path) {
        return Ok(text);
    }
    let place = place(runtime, path);
    let file = access.open(&place).map_err(|error| fail(&error))?;
    // Asked of what was opened: the path may lead elsewhere by now.
    let metadata = file.metadata().map_err(|error| fail(&error))?;
    let kind = metadata.file_type();
    if kind.is_dir() {
        return Err(file_error(
            runtime,
            format_args!(
                "read of {} bytes: Is a directory",
                metadata.len().min(READ_SIZE)
            ),
        ));
    }
    if kind.is_fifo() || kind.is_socket() {
        return Err(file_error(
            runtime,
            format_args!("file '{}' is not a regular file", path.display()),
        ));
    }
    if !kind.is_file() {
        return Ok(Vec::new());
    }
    let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if runtime.heap.reserve(size, 1).is_err() {
        return Err(Error::heap_full(runtime.heap));
    }
    let mut bytes = Vec::with_capacity(size);
    // A file that grows is read as it was; without asking for the size again as a file itself would.
    file.take(metadata.len())
        .read_to_end(&mut bytes)
        .map_err(|error| failure(runtime, path, "reading file", &error))?;
    if bytes.len() < size {
        return Err(file_error(runtime, format_args!("unexpected end-of-file")));
    }
    Ok(bytes)
}

/// The text of a source, or the error that names the first byte which is not UTF-8.
pub fn to_text<'h>(
    runtime: &Runtime<'h>,
    origin: &Origin,
    folder: &Path,
    bytes: Vec<u8>,
) -> Result<'h, String> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        // What precedes the offset is valid, so the replaced text has the same offsets up to there.
        let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let position = runtime
            .sources
            .add(origin.clone(), folder, shown)
            .map_or(Position::NONE, |source| source.position(offset));
        let message = format_args!(
            "syntax error, unexpected invalid token: byte 0x{byte:02x} at offset {offset} is not UTF-8"
        );
        runtime
            .error_of(ErrorKind::Syntax, message)
            .at(runtime.heap, position)
    })
}

//! The store: its paths, what they are computed from, and what an evaluation has added to it.
//!
//! Nothing here knows of values: it is what builtins are written on.
//!
//! | to | call |
//! | :-- | :-- |
//! | store a text with its references (`toFile`) | [`Store::add_text`] |
//! | store a file or folder, without a filter | [`Store::add_path`] |
//! | ... with a filter that is a function of the program | [`Store::begin`], [`Import::advance`] and [`Import::decide`] in turn, [`Store::finish`] |
//! | know a path from its content's hash alone | [`StoreDir::fixed_path`] |
//! | use such a path without its content | [`Store::await_path`] |
//! | store a derivation | [`Derivation::new`], fill it, [`Store::add_derivation`] |
//! | read a derivation (`import` of a `.drv`) | [`Store::read_derivation`], [`Store::check_derivation`] |
//! | find all that a store path refers to | [`Store::closure`] |
//! | read below a store path that was added | [`Store::locate`] |
//! | read a store path written as text | [`StoreDir::parse`], [`StoreDir::split`], [`check_name`] |
//! | stand for an output | [`Placeholder`] |
//! | hash a file or folder | [`nar::flat_hash`], [`nar::nar_hash`] |
//!
//! For [`Store::add_derivation`] an output is [`Output::Deferred`], [`Output::Floating`], [`Output::Impure`] or what
//! [`Output::fixed`] makes; it finds out the paths, sets the variables named like outputs, and says what stands for each
//! output in strings. Its inputs have to be added before, or lie in the store's folder.
//!
//! By default a store only computes: what is added is remembered and can be read again during the evaluation, and nothing
//! is written. [`Store::writing`] writes into a folder.

mod aterm;
mod contents;
pub mod derivation;
mod draft;
pub mod error;
mod folder;
pub mod hash;
mod import;
mod invariants;
mod kept;
mod modulo;
pub mod nar;
mod parse;
pub mod path;
pub mod placeholder;
pub mod sorted;
pub mod walk;

pub use contents::Located;
pub use derivation::{Bytes, Derivation, InputOutputs, Kind, Output, Text};
pub use error::{NameError, StoreError};
pub use hash::{Algorithm, Hash};
pub use import::Import;
pub use modulo::Added;
pub use nar::NarWriter;
pub use path::{Method, References, StoreDir, StorePath, check_name};
pub use placeholder::Placeholder;
pub use sorted::{SortedMap, SortedSet};
pub use walk::{FileKind, Filter, Sink, Walk};

use crate::access::SourceAccess;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A store during one evaluation. Derivations that are added keep their bytes where those are.
#[derive(Debug)]
pub struct Store<B = Bytes> {
    dir: StoreDir,
    /// What may be read of what is added.
    access: Rc<SourceAccess>,
    /// The folder that stands for `/` when writing.
    root: Option<PathBuf>,
    contents: FxHashMap<StorePath, contents::Object<B>>,
    known: FxHashMap<StorePath, modulo::Known>,
    /// What hashing whole files and folders gave.
    hashes: FxHashMap<(PathBuf, Method, Algorithm), Hash>,
    /// The memory of texts and derivations in `contents`.
    text_bytes: usize,
    /// How many files were begun, for their names.
    begun: u64,
    /// For the texts of derivations, which are only hashed.
    draft: draft::Draft,
}

impl<B> Default for Store<B> {
    fn default() -> Self {
        Self {
            dir: StoreDir::default(),
            access: Rc::default(),
            root: None,
            contents: FxHashMap::default(),
            known: FxHashMap::default(),
            hashes: FxHashMap::default(),
            text_bytes: 0,
            begun: 0,
            draft: draft::Draft::default(),
        }
    }
}

impl<B> Store<B> {
    /// A store that only computes.
    pub fn new(dir: StoreDir) -> Self {
        Self {
            dir,
            ..Self::default()
        }
    }

    /// A store that writes below `root`: `/nix/store/x` is the file `root/nix/store/x`.
    pub fn writing(dir: StoreDir, root: PathBuf) -> Result<Self, StoreError> {
        let store = Self {
            dir,
            root: Some(root),
            ..Self::default()
        };
        let folder = store.folder();
        std::fs::create_dir_all(&folder)
            .map_err(|error| walk::failure("creating directory", &folder, error))?;
        Ok(store)
    }

    /// The store, adding only what may be read.
    #[must_use]
    pub fn through(self, access: Rc<SourceAccess>) -> Self {
        Self { access, ..self }
    }

    /// The store folder's name, which is part of every path.
    pub fn dir(&self) -> &StoreDir {
        &self.dir
    }

    /// Whether it writes.
    pub fn writes(&self) -> bool {
        self.root.is_some()
    }

    /// Where the store's files are.
    fn folder(&self) -> PathBuf {
        let dir = self.dir.as_str();
        match &self.root {
            Some(root) => root.join(dir.trim_start_matches('/')),
            None => PathBuf::from(dir),
        }
    }

    /// Where a store path's file is, if there is one.
    pub fn file(&self, path: &StorePath) -> PathBuf {
        self.folder().join(path.base())
    }

    /// The memory that texts and derivations take which were added, in bytes, without what others hold for them.
    pub fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Reads an absolute path that is just a store path; faster than [`StoreDir::parse`] if it was added.
    pub fn parse(&self, text: &[u8]) -> Result<StorePath, StoreError> {
        let base = self.dir.inside(text);
        match base.and_then(|base| self.contents.get_key_value(base)) {
            Some((path, _)) => Ok(path.clone()),
            None => self.dir.parse(text),
        }
    }

    /// Whether a store path was added or is a file in the store's folder.
    pub fn has(&self, path: &StorePath) -> bool {
        self.contents.contains_key(path) || Path::exists(&self.file(path))
    }
}

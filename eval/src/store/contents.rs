//! What was added to a store, and how it is read again.

use super::Store;
use super::derivation::{Bytes, Derivation, Text};
use super::draft::Draft;
use super::error::StoreError;
use super::hash::Algorithm;
use super::kept::Kept;
use super::path::{References, StorePath};
use super::walk::read_file;
use crate::access::SourceAccess;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Something that was added.
#[derive(Debug)]
pub(super) struct Object<B> {
    content: Content<B>,
    /// What it refers to; empty for a derivation that is kept, which says it itself.
    references: Box<[StorePath]>,
}

#[derive(Debug)]
pub(super) enum Content<B> {
    /// It lies in the store's folder.
    Written,
    /// A text.
    Text(Box<[u8]>),
    /// The text of a derivation, which is written again if it is asked for: hardly one is, and a text repeats what others
    /// hold anyway.
    Derivation(Box<Kept<B>>),
    /// Nothing: it would have to be fetched from there.
    Awaited(Box<str>),
    /// A file or folder as it lies where it was added from, without what a filter left out.
    Source {
        path: PathBuf,
        left_out: FxHashSet<PathBuf>,
    },
}

/// Where a path is read.
#[derive(Debug, PartialEq, Eq)]
pub enum Located<'s> {
    /// Where it says, or where the store's folder is.
    File(PathBuf),
    /// Nowhere: it is this text.
    Text(Cow<'s, [u8]>),
    /// Nowhere: a filter left it out, it is below a text, or it would have to be fetched.
    Missing,
}

impl<B: Text> Store<B> {
    /// Stores a text.
    pub fn add_text(
        &mut self,
        name: &str,
        text: &[u8],
        references: &References,
    ) -> Result<StorePath, StoreError> {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(&Algorithm::Sha256.hash(text).digest);
        let path = self.dir.text_path(name.as_bytes(), &sha256, references)?;
        if self.contents.contains_key(&path) {
            return Ok(path);
        }
        let content = if self.writes() {
            self.write_text(&path, text)?;
            Content::Written
        } else {
            Content::Text(text.into())
        };
        self.record(path.clone(), content, references);
        Ok(path)
    }

    /// Stores the derivation whose text is in the draft, at the path of that.
    pub(super) fn keep_derivation(
        &mut self,
        path: &StorePath,
        derivation: Derivation<B>,
        references: &References,
        draft: &Draft,
    ) -> Result<(), StoreError> {
        if self.contents.contains_key(path) {
            return Ok(());
        }
        if self.writes() {
            self.write_text(path, &draft.whole())?;
            self.record(path.clone(), Content::Written, references);
        } else {
            let kept = Content::Derivation(Box::new(Kept::new(derivation)));
            self.record(path.clone(), kept, &References::default());
        }
        Ok(())
    }

    pub(super) fn record(&mut self, path: StorePath, content: Content<B>, references: &References) {
        match &content {
            Content::Text(text) => self.text_bytes += text.len(),
            Content::Derivation(kept) => self.text_bytes += kept.bytes(),
            Content::Written => self.access.allow(&self.file(&path)),
            Content::Source { .. } | Content::Awaited(_) => {}
        }
        let references = references.others.iter().cloned().collect();
        let object = Object {
            content,
            references,
        };
        self.contents.entry(path).or_insert(object);
    }

    /// Counts a path among what is there although it would have to be fetched from `origin`: its hash is known.
    pub fn await_path(&mut self, path: &StorePath, origin: &str) {
        if !self.has(path) {
            self.record(
                path.clone(),
                Content::Awaited(origin.into()),
                &References::default(),
            );
        }
    }

    /// Where a path would have to be fetched from before it can be read.
    pub fn awaited(&self, path: &StorePath) -> Option<&str> {
        match &self.contents.get(path)?.content {
            Content::Awaited(origin) => Some(origin),
            Content::Written
            | Content::Text(_)
            | Content::Derivation(_)
            | Content::Source { .. } => None,
        }
    }

    /// The text at a store path; nothing if there is none.
    pub fn read_text(&self, path: &StorePath) -> Result<Option<Bytes>, StoreError> {
        match self.contents.get(path).map(|object| &object.content) {
            Some(Content::Text(text)) => return Ok(Some(text.to_vec())),
            Some(Content::Derivation(kept)) => {
                return Ok(Some(kept.text(&self.dir, path)));
            }
            Some(Content::Written | Content::Awaited(_) | Content::Source { .. }) | None => {}
        }
        let mut text = Bytes::new();
        // The store's own files are no sources.
        let read = read_file(&SourceAccess::default(), &self.file(path), &mut |bytes| {
            text.extend_from_slice(bytes);
            Ok(())
        });
        match read {
            Ok(()) => Ok(Some(text)),
            Err(StoreError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where a canonical path is to be read.
    pub fn locate(&self, path: &Path) -> Located<'_> {
        let bytes = path.as_os_str().as_bytes();
        let Ok((store_path, rest)) = self.dir.split(bytes) else {
            return Located::File(path.to_owned());
        };
        let below = |begin: &Path| match rest {
            [] => begin.to_owned(),
            rest => begin.join(OsStr::from_bytes(&rest[1..])),
        };
        match self.contents.get(&store_path).map(|object| &object.content) {
            None | Some(Content::Written) => Located::File(below(&self.file(&store_path))),
            Some(Content::Text(text)) if rest.is_empty() => Located::Text(Cow::Borrowed(text)),
            Some(Content::Derivation(kept)) if rest.is_empty() => {
                Located::Text(Cow::Owned(kept.text(&self.dir, &store_path)))
            }
            Some(Content::Text(_) | Content::Derivation(_) | Content::Awaited(_)) => {
                Located::Missing
            }
            Some(Content::Source { path, left_out }) => {
                let found = below(path);
                let is_out = |above: &Path| left_out.contains(above);
                if !left_out.is_empty() && found.ancestors().any(is_out) {
                    Located::Missing
                } else {
                    Located::File(found)
                }
            }
        }
    }

    /// A store path and all that it refers to, directly or not.
    pub fn closure(&self, path: &StorePath) -> Result<BTreeSet<StorePath>, StoreError> {
        let mut found = BTreeSet::from([path.clone()]);
        let mut left = vec![path.clone()];
        while let Some(path) = left.pop() {
            for reference in self.references(&path)? {
                if found.insert(reference.clone()) {
                    left.push(reference);
                }
            }
        }
        Ok(found)
    }

    fn references(&self, path: &StorePath) -> Result<Vec<StorePath>, StoreError> {
        if let Some(object) = self.contents.get(path) {
            return Ok(match &object.content {
                Content::Derivation(kept) => kept.references().others.into_iter().collect(),
                _ => object.references.to_vec(),
            });
        }
        let invalid = || StoreError::InvalidPath(self.dir.print(path));
        if !path.is_derivation() {
            let is_there = self.has(path);
            return if is_there {
                Ok(Vec::new())
            } else {
                Err(invalid())
            };
        }
        let text = self.read_text(path)?.ok_or_else(invalid)?;
        let derivation = Derivation::parse(&self.dir, path, &text)?;
        Ok(derivation.references().others.into_iter().collect())
    }
}

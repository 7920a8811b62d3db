//! Source texts and the 32-bit positions that point into them.

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Where a source text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, by its absolute path.
    File(PathBuf),
    /// Text given on the command line or through the library.
    String,
    /// Standard input.
    Stdin,
    /// A text that belongs to the evaluator, by its name.
    Internal(&'static str),
}

impl Origin {
    /// Whether the text is the function `derivation`, whose own selections no trace tells of.
    pub fn is_derivation_function(&self) -> bool {
        matches!(self, Self::Internal("derivation-internal.nix"))
    }

    /// The name shown in error messages.
    pub fn display(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::String => "«string»".to_owned(),
            Self::Stdin => "«stdin»".to_owned(),
            Self::Internal(name) => format!("«nix-internal»/{name}"),
        }
    }
}

/// A byte of a source text, counted over all sources of an evaluation; zero is "nowhere".
///
/// Four bytes, so that every attribute can afford one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Position(u32);

impl Position {
    /// No position: the value was not written in any source.
    pub const NONE: Self = Self(0);

    /// Whether this points into a source.
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// How many bytes further this is than `earlier`; zero where it is not further.
    pub fn distance_from(self, earlier: Self) -> u32 {
        if earlier.is_some() {
            self.0.saturating_sub(earlier.0)
        } else {
            0
        }
    }

    /// The position so many bytes earlier.
    #[must_use]
    pub fn back(self, bytes: u32) -> Self {
        Self(self.0.saturating_sub(bytes))
    }

    /// This position, or `other` where this is none.
    pub fn or(self, other: Self) -> Self {
        if self.is_some() { self } else { other }
    }
}

/// One source text with the range of positions it occupies.
#[derive(Debug)]
pub struct Source {
    /// Where the text came from.
    pub origin: Origin,
    /// The text itself.
    pub text: String,
    /// Folder against which relative paths in this source are resolved.
    pub folder: PathBuf,
    first: u32,
    /// Where each line begins, known once it is asked for.
    line_starts: OnceCell<Vec<u32>>,
}

impl Source {
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0)
                .chain(ends.map(|end| end as u32 + 1))
                .collect()
        })
    }

    /// The position of byte `offset` of this source.
    pub fn position(&self, offset: usize) -> Position {
        Position(self.first + offset as u32)
    }
}

/// A position resolved to what a person reads: both numbers count from one, the column counts characters.
#[derive(Clone, Debug)]
pub struct Location {
    /// The source.
    pub source: Rc<Source>,
    /// Byte offset into the text.
    pub offset: usize,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1, as C++ Nix counts it.
    pub column: u32,
}

/// Every source text of one evaluation.
#[derive(Debug, Default)]
pub struct Sources {
    list: RefCell<Vec<Rc<Source>>>,
}

/// The sources of one evaluation exceed the four gibibytes that a [`Position`] can address.
#[derive(Debug, PartialEq, Eq)]
pub struct TooMuchSource;

impl Sources {
    /// Adds a text and hands it back with its range of positions.
    pub fn add(
        &self,
        origin: Origin,
        folder: &Path,
        text: String,
    ) -> Result<Rc<Source>, TooMuchSource> {
        let mut list = self.list.borrow_mut();
        let first = list
            .last()
            .map_or(1, |s| s.first as usize + s.text.len() + 1);
        if first + text.len() >= u32::MAX as usize {
            return Err(TooMuchSource);
        }
        let source = Rc::new(Source {
            origin,
            text,
            folder: folder.to_owned(),
            first: first as u32,
            line_starts: OnceCell::new(),
        });
        list.push(Rc::clone(&source));
        Ok(source)
    }

    /// The total size of all texts in bytes.
    pub fn bytes(&self) -> usize {
        self.list.borrow().iter().map(|s| s.text.len()).sum()
    }

    /// The number of texts.
    pub fn count(&self) -> usize {
        self.list.borrow().len()
    }

    /// Line and column of a position; `None` for [`Position::NONE`].
    pub fn locate(&self, position: Position) -> Option<Location> {
        if !position.is_some() {
            return None;
        }
        let list = self.list.borrow();
        let index = list
            .partition_point(|s| s.first <= position.0)
            .checked_sub(1)?;
        let source = Rc::clone(&list[index]);
        let offset = ((position.0 - source.first) as usize).min(source.text.len());
        let starts = source.line_starts();
        let line = starts.partition_point(|&start| start as usize <= offset);
        let start = line.checked_sub(1).and_then(|index| starts.get(index))?;
        let column = 1 + offset as u32 - start;
        let line = line as u32;
        Some(Location {
            source,
            offset,
            line,
            column,
        })
    }
}

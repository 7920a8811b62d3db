//! Parts of documents that a command writes: between two marks, checked by a test.

use std::fs;

use crate::error::{Error, Result};
use crate::workspace;

/// A part of a document.
#[derive(Debug)]
pub struct Part {
    /// The document, below the workspace.
    pub document: &'static str,
    /// The line before.
    pub begin: &'static str,
    /// The line after.
    pub end: &'static str,
    /// What to type if it is out of date.
    pub command: &'static str,
}

impl Part {
    /// Puts a text there.
    pub fn write(&self, text: &str) -> Result<()> {
        let renewed = self.renewed(&self.read()?, text)?;
        let path = workspace::root().join(self.document);
        fs::write(&path, renewed).map_err(|source| Error::file("write", path, source))
    }

    /// Fails if another text stands there.
    pub fn check(&self, text: &str) -> Result<()> {
        let document = self.read()?;
        if self.renewed(&document, text)? == document {
            return Ok(());
        }
        Err(Error::Failed(format!(
            "a part of {} is out of date: run `{}`",
            self.document, self.command
        )))
    }

    /// What stands there.
    #[cfg(test)]
    pub fn standing(&self) -> Result<String> {
        let document = self.read()?;
        let (start, end) = self.place(&document)?;
        Ok(document[start..end].trim().to_owned())
    }

    fn read(&self) -> Result<String> {
        let path = workspace::root().join(self.document);
        fs::read_to_string(&path).map_err(|source| Error::file("read", path, source))
    }

    /// The document with another text between the marks.
    fn renewed(&self, document: &str, text: &str) -> Result<String> {
        let (start, end) = self.place(document)?;
        let (before, after) = (&document[..start], &document[end..]);
        Ok(format!("{before}\n\n{text}\n{after}"))
    }

    /// Where the part begins and ends in the document.
    fn place(&self, document: &str) -> Result<(usize, usize)> {
        let Self { begin, end, .. } = self;
        let start = document.find(begin).map(|start| start + begin.len());
        let place = start.and_then(|start| Some((start, start + document[start..].find(end)?)));
        place.ok_or_else(|| {
            Error::Failed(format!(
                "{} has no `{begin}` with a `{end}` below",
                self.document
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_replaced_between_its_marks() {
        let part = Part {
            document: "x.md",
            begin: "<!-- a -->",
            end: "<!-- b -->",
            command: "x",
        };
        let renewed = part.renewed("1\n<!-- a -->\nold\n<!-- b -->\n2\n", "new\n");
        let expected = "1\n<!-- a -->\n\nnew\n\n<!-- b -->\n2\n";
        assert_eq!(renewed.ok().as_deref(), Some(expected));
        let problem = part.renewed("nothing", "new").expect_err("no marks");
        assert!(problem.to_string().contains("x.md has no `<!-- a -->`"));
    }
}

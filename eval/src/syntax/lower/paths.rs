//! Path literals: made absolute and normalised.

use super::{Builder, Lowered, Piece, Value};
use crate::source::Position;
use crate::syntax::SyntaxError;
use crate::syntax::tree::{Expr, Part};
use std::os::unix::ffi::OsStrExt;

/// The form a path is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum PathKind {
    /// `/a`
    Absolute,
    /// `./a`, `a/b`: resolved against the folder of the source.
    Relative,
    /// `~/a`
    Home,
}

impl Builder<'_, '_> {
    /// A path whose first piece is `text`, followed by the pieces of an interpolated one.
    pub(in crate::syntax) fn path(
        &mut self,
        offset: u32,
        kind: PathKind,
        text: &str,
        rest: &[Piece<'_>],
    ) -> Lowered<Value> {
        let mut path = match kind {
            PathKind::Absolute => normalise(b"", text.as_bytes()),
            PathKind::Relative => {
                let folder = self.source.folder.as_os_str().as_bytes();
                normalise(folder, text.as_bytes())
            }
            PathKind::Home => {
                if self.options.pure {
                    return Err(SyntaxError {
                        message: format!("the path '{text}' can not be resolved in pure mode"),
                        position: Position::NONE,
                    });
                }
                let Some(home) = &self.options.home else {
                    let message = "cannot determine your home directory: HOME is not set";
                    return Err(self.error(offset, message));
                };
                let text = text.strip_prefix('~').unwrap_or(text);
                normalise(home.as_os_str().as_bytes(), text.as_bytes())
            }
        };
        if rest.is_empty() {
            return Ok(self.leaf(offset, Expr::Path(path.into())));
        }
        if text.ends_with('/') && path.len() > 1 {
            path.push(b'/');
        }
        let mut parts = vec![Part::Text(path.into())];
        for piece in rest {
            match *piece {
                Piece::Text { text, .. } => parts.push(Part::Text(text.as_bytes().into())),
                Piece::Expr { offset, value } => {
                    let id = self.close_from(value, offset);
                    parts.push(Part::Expr(id));
                }
            }
        }
        Ok(self.leaf(offset, Expr::PathInterpolation(parts.into())))
    }

    /// `<name/rest>`, given with its brackets.
    pub(in crate::syntax) fn search_path(&mut self, offset: u32, text: &str) -> Value {
        let text = text.strip_prefix('<').unwrap_or(text);
        let text = text.strip_suffix('>').unwrap_or(text);
        self.leaf(offset, Expr::SearchPath(text.as_bytes().into()))
    }
}

/// The absolute path of `text` seen from `base`, without empty, `.` and `..` components.
fn normalise(base: &[u8], text: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(base.len() + text.len() + 1);
    let components = base.split(|&b| b == b'/').chain(text.split(|&b| b == b'/'));
    for component in components {
        match component {
            b"" | b"." => {}
            b".." => {
                let end = memchr::memrchr(b'/', &path).unwrap_or(0);
                path.truncate(end);
            }
            _ => {
                path.push(b'/');
                path.extend_from_slice(component);
            }
        }
    }
    if path.is_empty() {
        path.push(b'/');
    }
    path
}

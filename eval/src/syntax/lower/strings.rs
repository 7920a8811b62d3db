//! String literals: escapes, line ends and the indentation of indented strings.

use super::{Builder, Lowered, Step, Value};
use crate::syntax::tree::{Expr, ExprId, Part};

/// What stands between two quotes: raw text, or an interpolated expression.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) enum Piece<'t> {
    /// Text as written.
    Text {
        /// The byte it starts at.
        offset: u32,
        /// The text.
        text: &'t str,
    },
    /// `${e}`
    Expr {
        /// The byte it starts at.
        offset: u32,
        /// The expression.
        value: Value,
    },
}

/// A text of an indented string between the places where the scanner cuts it.
struct Fragment {
    text: Vec<u8>,
    /// Whether its spaces count as indentation: they are written as they are, not escaped.
    literal: bool,
}

/// A piece of an indented string, escapes settled.
enum Indented {
    Text(Fragment),
    Expr(ExprId),
}

impl Builder<'_, '_> {
    /// `"..."`, blamed at `offset`.
    pub(in crate::syntax) fn string(
        &mut self,
        offset: u32,
        pieces: &[Piece<'_>],
    ) -> Lowered<Value> {
        if let [
            Piece::Text {
                offset: start,
                text,
            },
        ] = *pieces
        {
            let text = unescape(text);
            self.check_null(start, &text)?;
            return Ok(self.leaf(offset, Expr::Str(text.into())));
        }
        let mut parts = Parts::with_capacity(pieces.len());
        for piece in pieces {
            match *piece {
                Piece::Text { offset, text } => {
                    let text = unescape(text);
                    self.check_null(offset, &text)?;
                    parts.text(&text);
                }
                Piece::Expr { offset, value } => parts.expression(self.close_from(value, offset)),
            }
        }
        Ok(self.leaf(offset, parts.finish()))
    }

    /// An attribute named by a `"` string.
    pub(in crate::syntax) fn string_step(
        &mut self,
        offset: u32,
        pieces: &[Piece<'_>],
    ) -> Lowered<Step> {
        if let [Piece::Text { text, .. }] = *pieces
            && memchr::memchr3(b'\\', b'\r', 0, text.as_bytes()).is_none()
        {
            return Ok(self.named_step(offset, text));
        }
        let name = self.string(offset, pieces)?;
        Ok(self.computed_step(offset, name))
    }

    /// `''...''`
    pub(in crate::syntax) fn indented_string(
        &mut self,
        offset: u32,
        pieces: &[Piece<'_>],
    ) -> Lowered<Value> {
        let mut fragments = Vec::with_capacity(pieces.len());
        for (i, piece) in pieces.iter().enumerate() {
            match *piece {
                Piece::Text { offset, text } => {
                    let text = if i == 0 {
                        without_first_line(text)
                    } else {
                        text
                    };
                    self.check_null(offset, text.as_bytes())?;
                    cut(text.as_bytes(), &mut fragments);
                }
                Piece::Expr { offset, value } => {
                    let id = self.close_from(value, offset);
                    fragments.push(Indented::Expr(id));
                }
            }
        }
        let indentation = common_indentation(&fragments);
        let count = fragments.len();
        let mut parts = Parts::with_capacity(count);
        let mut strip = Strip::new(indentation);
        for (i, fragment) in fragments.into_iter().enumerate() {
            match fragment {
                Indented::Text(fragment) => {
                    let text = strip.text(&fragment.text, i + 1 == count);
                    parts.text(&text);
                }
                Indented::Expr(id) => {
                    strip.expression();
                    parts.expression(id);
                }
            }
        }
        Ok(self.leaf(offset, parts.finish()))
    }

    /// Strings cannot hold null bytes.
    fn check_null(&self, offset: u32, text: &[u8]) -> Lowered<()> {
        if memchr::memchr(0, text).is_none() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(text).replace('\0', "␀");
        let message = format!(
            "input string '{text}' cannot be represented as Nix string because it contains null bytes"
        );
        Err(self.error(offset, message))
    }
}

/// The parts of a string; texts that follow each other are joined.
struct Parts {
    parts: Vec<Part>,
    text: Vec<u8>,
}

impl Parts {
    fn with_capacity(count: usize) -> Self {
        Self {
            parts: Vec::with_capacity(count),
            text: Vec::new(),
        }
    }

    fn text(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    fn expression(&mut self, id: ExprId) {
        self.end_text();
        self.parts.push(Part::Expr(id));
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.parts.push(Part::Text(text.into()));
        }
    }

    fn finish(mut self) -> Expr {
        if self.parts.is_empty() {
            return Expr::Str(self.text.into());
        }
        self.end_text();
        Expr::Interpolation(self.parts.into())
    }
}

/// The character an escaped one stands for.
fn escaped(byte: u8) -> u8 {
    match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

/// Settles the escapes of a `"` string; a carriage return, with or without a line feed, is a line feed.
fn unescape(raw: &str) -> Vec<u8> {
    let raw = raw.as_bytes();
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(i) = memchr::memchr2(b'\\', b'\r', rest) {
        let (before, after) = rest.split_at(i);
        text.extend_from_slice(before);
        rest = match *after {
            [b'\\', byte, ref rest @ ..] => {
                text.push(escaped(byte));
                rest
            }
            [b'\r', b'\n', ref rest @ ..] | [b'\r', ref rest @ ..] => {
                text.push(b'\n');
                rest
            }
            [b'\\', ..] | [..] => &[],
        };
    }
    text.extend_from_slice(rest);
    text
}

/// Drops the first line of an indented string if it holds only spaces.
fn without_first_line(text: &str) -> &str {
    let after = text.trim_start_matches(' ');
    after.strip_prefix('\n').unwrap_or(text)
}

/// Cuts raw text of an indented string where C++ Nix's scanner does and settles its escapes.
///
/// The cuts show: the last line of a string is dropped if it is blank, but only within the last fragment.
fn cut(raw: &[u8], fragments: &mut Vec<Indented>) {
    let mut rest = raw;
    let mut push =
        |text: Vec<u8>, literal| fragments.push(Indented::Text(Fragment { text, literal }));
    while !rest.is_empty() {
        let run = literal_run(rest);
        if run > 0 {
            push(rest[..run].to_vec(), true);
            rest = &rest[run..];
            continue;
        }
        let (text, length) = match *rest {
            [b'\'', b'\'', b'$', ..] => (vec![b'$'], 3),
            [b'\'', b'\'', b'\'', ..] => (b"''".to_vec(), 3),
            [b'\'', b'\'', b'\\', byte, ..] => (vec![escaped(byte)], 4),
            [byte, ..] => (vec![byte], 1),
            [] => break,
        };
        push(text, false);
        rest = &rest[length.min(rest.len())..];
    }
}

/// The length of the text at the start of `raw` that stands for itself.
fn literal_run(raw: &[u8]) -> usize {
    let mut end = 0;
    loop {
        let Some(i) = memchr::memchr2(b'$', b'\'', &raw[end..]) else {
            return raw.len();
        };
        end += i;
        end += match raw[end..] {
            [b'$', next, ..] if !matches!(next, b'{' | b'\'') => 2,
            [b'\'', next, ..] if !matches!(next, b'$' | b'\'') => 2,
            _ => return end,
        };
    }
}

/// The number of spaces that every line with anything on it starts with.
fn common_indentation(fragments: &[Indented]) -> usize {
    let mut least = usize::MAX;
    let mut current = 0;
    let mut at_start = true;
    for fragment in fragments {
        let text = match fragment {
            Indented::Text(fragment) if fragment.literal => fragment.text.as_slice(),
            Indented::Text(_) | Indented::Expr(_) => {
                if at_start {
                    at_start = false;
                    least = least.min(current);
                }
                continue;
            }
        };
        for &byte in text {
            match byte {
                b'\n' => {
                    at_start = true;
                    current = 0;
                }
                b' ' if at_start => current += 1,
                _ if at_start => {
                    at_start = false;
                    least = least.min(current);
                }
                _ => {}
            }
        }
    }
    least
}

/// Removes the indentation from one fragment after the other.
struct Strip {
    indentation: usize,
    at_start: bool,
    dropped: usize,
}

impl Strip {
    fn new(indentation: usize) -> Self {
        Self {
            indentation,
            at_start: true,
            dropped: 0,
        }
    }

    fn expression(&mut self) {
        self.at_start = false;
        self.dropped = 0;
    }

    fn text(&mut self, text: &[u8], is_last: bool) -> Vec<u8> {
        let mut stripped = Vec::with_capacity(text.len());
        for &byte in text {
            match byte {
                b' ' if self.at_start => {
                    if self.dropped >= self.indentation {
                        stripped.push(b' ');
                    }
                    self.dropped += 1;
                }
                b'\n' => {
                    self.at_start = true;
                    self.dropped = 0;
                    stripped.push(b'\n');
                }
                _ => {
                    self.at_start = false;
                    self.dropped = 0;
                    stripped.push(byte);
                }
            }
        }
        if is_last && let Some(i) = memchr::memrchr(b'\n', &stripped) {
            let last = &stripped[i + 1..];
            if last.iter().all(|&b| b == b' ') {
                stripped.truncate(i + 1);
            }
        }
        stripped
    }
}

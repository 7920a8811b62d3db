//! Cuts a source into terminals exactly as C++ Nix's scanner does: the longest match wins.

use super::rules::*;
use crate::source::Source;
use crate::syntax::ParseOptions;
use crate::syntax::error::SyntaxError;

/// A terminal and the bytes it stands for, the last one excluded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Sym,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What the scanner is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Code between braces or in an interpolation.
    Code,
    String,
    Indented,
    /// A path that may go on.
    Path,
    /// A path that must go on, because it ends with a slash.
    PathSlash,
}

/// The scanner.
pub(super) struct Scanner<'t> {
    source: &'t Source,
    text: &'t [u8],
    at: usize,
    modes: Vec<Mode>,
    pipe_operators: bool,
    /// The last run of path characters measured, and the last `_` in it if a colon follows.
    run_start: usize,
    run_end: usize,
    run_underscore: Option<usize>,
    /// Where the last two tokens start.
    starts: [u32; 2],
    /// Where the end of the text is reported: a path at the very end takes its place.
    end: u32,
}

pub(super) type Scanned = Result<Token, SyntaxError>;

/// Bits of [`CLASSES`]: what a byte may be part of.
const PATH_BYTE: u8 = 1;
const NAME_BYTE: u8 = 2;
const URI_BYTE: u8 = 4;

/// What each byte may be part of.
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            classes[byte] = PATH_BYTE | NAME_BYTE | URI_BYTE;
        }
        byte += 1;
    }
    add(&mut classes, b"._-+", PATH_BYTE);
    add(&mut classes, b"_'-", NAME_BYTE);
    add(&mut classes, b"%/?:@&=+$,-_.!~*'", URI_BYTE);
    classes
}

const fn add(classes: &mut [u8; 256], bytes: &[u8], class: u8) {
    let mut index = 0;
    while index < bytes.len() {
        classes[bytes[index] as usize] |= class;
        index += 1;
    }
}

fn is(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

/// How many bytes at the start of a text are of a class.
fn length_of(text: &[u8], class: u8) -> usize {
    let other = text.iter().position(|&byte| !is(byte, class));
    other.unwrap_or(text.len())
}

fn is_path_byte(byte: u8) -> bool {
    is(byte, PATH_BYTE)
}

impl<'t> Scanner<'t> {
    pub(super) fn new(source: &'t Source, options: &ParseOptions) -> Self {
        Self {
            source,
            text: source.text.as_bytes(),
            at: 0,
            modes: Vec::new(),
            pipe_operators: options.pipe_operators,
            run_start: 0,
            run_end: 0,
            run_underscore: None,
            starts: [0; 2],
            end: source.text.len() as u32,
        }
    }

    /// The next terminal; at the end of the text [`END`], again and again.
    pub(super) fn next(&mut self) -> Scanned {
        let token = match self.modes.last() {
            None | Some(Mode::Code) => self.code()?,
            Some(Mode::String) => self.string(),
            Some(Mode::Indented) => self.indented(),
            Some(mode @ (Mode::Path | Mode::PathSlash)) => {
                let slash = *mode == Mode::PathSlash;
                match self.path_part(slash)? {
                    Some(token) => token,
                    None => self.path_end(),
                }
            }
        };
        self.starts = [self.starts[1], token.start];
        Ok(token)
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'t [u8] {
        &self.text[self.at..]
    }

    /// The terminal of the next `length` bytes.
    fn take(&mut self, kind: Sym, length: usize) -> Token {
        let start = self.at;
        self.at += length;
        Token {
            kind,
            start: start as u32,
            end: self.at as u32,
        }
    }

    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError::at(self.source, self.at, message)
    }

    fn code(&mut self) -> Scanned {
        self.skip_trivia();
        let Some(byte) = self.byte(0) else {
            return Ok(self.end());
        };
        if is(byte, PATH_BYTE) || matches!(byte, b'/' | b'~' | b'<') {
            return self.name_or_path(byte);
        }
        match byte {
            b'"' => {
                self.modes.push(Mode::String);
                Ok(self.take(QUOTE, 1))
            }
            b'\'' if self.byte(1) == Some(b'\'') => {
                self.modes.push(Mode::Indented);
                Ok(self.take(IND_OPEN, 2))
            }
            0 => Err(self.error("syntax error, unexpected null byte")),
            _ => self.operator(byte),
        }
    }

    /// What begins with a character of which paths, search paths and URIs are made.
    fn name_or_path(&mut self, byte: u8) -> Scanned {
        let is_name = matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'_');
        if is_name {
            let length = length_of(self.rest(), NAME_BYTE);
            // A name is the beginning of a path or a URI only if one of these follows what both are made of.
            if !matches!(self.byte(length), Some(b'.' | b'+' | b'/' | b':')) {
                return Ok(self.name(length));
            }
        }
        if let Some(token) = self.path(byte) {
            return Ok(token);
        }
        match byte {
            _ if is_name => {
                let length = length_of(self.rest(), NAME_BYTE);
                Ok(self.name(length))
            }
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(1).is_some_and(|b| b.is_ascii_digit()) => self.number(),
            _ => self.operator(byte),
        }
    }

    fn skip_trivia(&mut self) {
        let text = self.text;
        while let Some(&byte) = text.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' => {
                    let end = memchr::memchr2(b'\r', b'\n', self.rest());
                    self.at += end.unwrap_or(self.rest().len());
                }
                b'/' if text.get(self.at + 1) == Some(&b'*') => {
                    let Some(end) = memchr::memmem::find(&self.rest()[2..], b"*/") else {
                        return;
                    };
                    self.at += end + 4;
                }
                _ => return,
            }
        }
    }

    /// The end of the run of path characters that `from` is in.
    fn run(&mut self, from: usize) -> usize {
        if (self.run_start..self.run_end).contains(&from) {
            return self.run_end;
        }
        self.run_start = from;
        self.run_end = from + length_of(&self.text[from..], PATH_BYTE);
        let is_before_colon = self.text.get(self.run_end) == Some(&b':');
        let run = &self.text[from..self.run_end];
        self.run_underscore = is_before_colon
            .then(|| memchr::memrchr(b'_', run))
            .flatten()
            .map(|i| from + i);
        self.run_end
    }

    /// The length of the components `/a/b` at a place, with a slash after them.
    fn components(&mut self, from: usize) -> usize {
        let mut end = from;
        while self.text.get(end) == Some(&b'/')
            && self.text.get(end + 1).copied().is_some_and(is_path_byte)
        {
            end = self.run(end + 1);
        }
        if end > from && self.text.get(end) == Some(&b'/') {
            end += 1;
        }
        end - from
    }

    fn run_or_start(&mut self, from: usize) -> usize {
        match self.text.get(from) {
            Some(&byte) if is_path_byte(byte) => self.run(from),
            _ => from,
        }
    }

    /// A path, a path that an interpolation follows, a search path or a URI, if one starts here.
    fn path(&mut self, byte: u8) -> Option<Token> {
        let run_end = self.run_or_start(self.at);
        let components = self.components(run_end);
        if components > 0 {
            return Some(self.path_start(PATH, run_end + components - self.at));
        }
        let after = &self.text[run_end..];
        if after.starts_with(b"/${") {
            return Some(self.path_start(PATH, run_end + 1 - self.at));
        }
        match byte {
            b'~' if self.byte(1) == Some(b'/') => match self.components(self.at + 1) {
                0 if self.rest().starts_with(b"~/${") => Some(self.path_start(HOME_PATH, 2)),
                0 => None,
                length => Some(self.path_start(HOME_PATH, 1 + length)),
            },
            b'<' => {
                let start = self.at + 1;
                let mut end = self.run_or_start(start);
                if end == start {
                    return None;
                }
                end += self.components(end);
                let closed = self.text.get(end) == Some(&b'>') && self.text[end - 1] != b'/';
                closed.then(|| self.take(SEARCH_PATH, end + 1 - self.at))
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let is_scheme = self.run_underscore.is_none_or(|i| i < self.at);
                let [b':', rest @ ..] = after else {
                    return None;
                };
                let length = length_of(rest, URI_BYTE);
                (is_scheme && length > 0).then(|| self.take(URI, run_end + 1 + length - self.at))
            }
            _ => None,
        }
    }

    fn path_start(&mut self, kind: Sym, length: usize) -> Token {
        let token = self.take(kind, length);
        self.modes.push(self.mode_after(token));
        token
    }

    /// More of a path: text or an interpolation.
    fn path_part(&mut self, slash: bool) -> Result<Option<Token>, SyntaxError> {
        self.modes.pop();
        if self.rest().starts_with(b"${") {
            self.modes.extend([Mode::Path, Mode::Code]);
            return Ok(Some(self.take(DOLLAR_CURLY, 2)));
        }
        let mut end = self.run_or_start(self.at);
        end += match self.components(end) {
            0 if self.text.get(end) == Some(&b'/') => 1,
            length => length,
        };
        if end > self.at {
            let token = self.take(STR, end - self.at);
            self.modes.push(self.mode_after(token));
            return Ok(Some(token));
        }
        if slash {
            let offset = match self.byte(0) {
                Some(_) => self.at,
                None => self.starts[1] as usize,
            };
            return Err(SyntaxError::at(
                self.source,
                offset,
                "path has a trailing slash",
            ));
        }
        Ok(None)
    }

    /// How a path goes on after a part of it.
    fn mode_after(&self, part: Token) -> Mode {
        if self.text[..part.end as usize].ends_with(b"/") {
            Mode::PathSlash
        } else {
            Mode::Path
        }
    }

    /// The end of a path is reported at a token before it, as C++ Nix steps back there.
    fn path_end(&mut self) -> Token {
        let start = if self.byte(0).is_some() {
            self.starts[1]
        } else {
            self.end = self.starts[1];
            self.starts[0]
        };
        Token {
            kind: PATH_END,
            start,
            end: start,
        }
    }

    fn end(&self) -> Token {
        Token {
            kind: END,
            start: self.end,
            end: self.end,
        }
    }

    fn name(&mut self, length: usize) -> Token {
        let kind = match self.rest()[..length] {
            [b'i', b'f'] => IF,
            [b't', b'h', b'e', b'n'] => THEN,
            [b'e', b'l', b's', b'e'] => ELSE,
            [b'a', b's', b's', b'e', b'r', b't'] => ASSERT,
            [b'w', b'i', b't', b'h'] => WITH,
            [b'l', b'e', b't'] => LET,
            [b'i', b'n'] => IN,
            [b'r', b'e', b'c'] => REC,
            [b'i', b'n', b'h', b'e', b'r', b'i', b't'] => INHERIT,
            [b'o', b'r'] => OR_KEYWORD,
            _ => ID,
        };
        self.take(kind, length)
    }

    fn number(&mut self) -> Scanned {
        let rest = self.rest();
        let digits = |from: usize| {
            rest[from..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let whole = digits(0);
        let has_point = rest.get(whole) == Some(&b'.');
        let decimals = if has_point { digits(whole + 1) } else { 0 };
        let leading_zero = rest.starts_with(b"0");
        // `1.` is a float, `0.` and `01.5` are integers followed by something else.
        let is_float = has_point
            && match whole {
                0 => decimals > 0,
                1 if leading_zero => decimals > 0,
                _ => !leading_zero,
            };
        if !is_float {
            let text = &self.source.text[self.at..self.at + whole];
            if text.len() >= 19 && text.parse::<i64>().is_err() {
                return Err(self.error(format!("invalid integer '{text}'")));
            }
            return Ok(self.take(INT, whole));
        }
        let mut length = whole + 1 + decimals;
        if let Some(b'e' | b'E') = rest.get(length) {
            let sign = usize::from(matches!(rest.get(length + 1), Some(b'+' | b'-')));
            let exponent = length + 1 + sign;
            if exponent <= rest.len() && digits(exponent) > 0 {
                length = exponent + digits(exponent);
            }
        }
        Ok(self.take(FLOAT, length))
    }

    fn operator(&mut self, byte: u8) -> Scanned {
        let (kind, length) = match (byte, self.byte(1)) {
            (b'.', Some(b'.')) if self.byte(2) == Some(b'.') => (ELLIPSIS, 3),
            (b'=', Some(b'=')) => (EQUAL, 2),
            (b'!', Some(b'=')) => (NOT_EQUAL, 2),
            (b'<', Some(b'=')) => (LESS_OR_EQUAL, 2),
            (b'>', Some(b'=')) => (GREATER_OR_EQUAL, 2),
            (b'&', Some(b'&')) => (AND, 2),
            (b'|', Some(b'|')) => (OR, 2),
            (b'-', Some(b'>')) => (IMPLIES, 2),
            (b'/', Some(b'/')) => (UPDATE, 2),
            (b'+', Some(b'+')) => (CONCAT, 2),
            (b'<', Some(b'|')) => (PIPE_LEFT, 2),
            (b'|', Some(b'>')) => (PIPE_RIGHT, 2),
            (b'$', Some(b'{')) => (DOLLAR_CURLY, 2),
            _ => (single(byte), self.character_length(byte)),
        };
        if matches!(kind, PIPE_LEFT | PIPE_RIGHT) && !self.pipe_operators {
            let message = "experimental Nix feature 'pipe-operators' is disabled; \
                           add '--extra-experimental-features pipe-operators' to enable it";
            return Err(self.error(message));
        }
        if matches!(kind, LEFT_BRACE | DOLLAR_CURLY) {
            self.modes.push(Mode::Code);
        } else if kind == RIGHT_BRACE {
            self.modes.pop();
        }
        Ok(self.take(kind, length))
    }

    /// The bytes of the character that a byte begins.
    fn character_length(&self, byte: u8) -> usize {
        if byte.is_ascii() {
            return 1;
        }
        let rest = self.rest()[1..].iter();
        1 + rest.take_while(|byte| matches!(byte, 0x80..=0xbf)).count()
    }

    fn string(&mut self) -> Token {
        match self.rest() {
            [b'"', ..] => {
                self.modes.pop();
                return self.take(QUOTE, 1);
            }
            [b'$', b'{', ..] => {
                self.modes.push(Mode::Code);
                return self.take(DOLLAR_CURLY, 2);
            }
            _ => {}
        }
        let text = self.rest();
        let mut length = 0;
        while let Some(i) = memchr::memchr3(b'"', b'\\', b'$', &text[length..]) {
            length += i;
            match text[length..] {
                [b'\\', _, ..] => length += 2,
                [b'$', b'{', ..] | [b'"', ..] => return self.take(STR, length),
                [b'$', b'"' | b'\\', ..] => length += 1,
                [b'$', _, ..] => length += 2,
                _ => break,
            }
        }
        self.unterminated(STR)
    }

    fn indented(&mut self) -> Token {
        let text = self.rest();
        let mut length = 0;
        while let Some(i) = memchr::memchr2(b'\'', b'$', &text[length..]) {
            length += i;
            length += match text[length..] {
                [b'\'', b'\'', b'$' | b'\'', ..] => 3,
                [b'\'', b'\'', b'\\', _, ..] => 4,
                [b'\'', b'\'', ..] if length == 0 => {
                    self.modes.pop();
                    return self.take(IND_CLOSE, 2);
                }
                [b'$', b'{', ..] if length == 0 => {
                    self.modes.push(Mode::Code);
                    return self.take(DOLLAR_CURLY, 2);
                }
                [b'\'', b'\'', ..] | [b'$', b'{', ..] => return self.take(IND_STR, length),
                [b'$', b'\'', ..] | [b'\'', b'$', ..] => 1,
                [_, _, ..] => 2,
                _ => break,
            };
        }
        self.unterminated(IND_STR)
    }

    /// The rest of a string that has no end; then the end of the text follows.
    fn unterminated(&mut self, kind: Sym) -> Token {
        match self.rest().len() {
            0 => self.end(),
            length => self.take(kind, length),
        }
    }
}

/// The terminal of a single character.
fn single(byte: u8) -> Sym {
    match byte {
        b'<' => LESS,
        b'>' => GREATER,
        b'+' => PLUS,
        b'-' => MINUS,
        b'*' => TIMES,
        b'/' => DIVIDE,
        b'?' => QUESTION,
        b':' => COLON,
        b'@' => AT,
        b';' => SEMICOLON,
        b'!' => NOT,
        b'(' => LEFT_PAREN,
        b')' => RIGHT_PAREN,
        b'{' => LEFT_BRACE,
        b'}' => RIGHT_BRACE,
        b'[' => LEFT_BRACKET,
        b']' => RIGHT_BRACKET,
        b'.' => DOT,
        b'=' => ASSIGN,
        b',' => COMMA,
        _ => INVALID,
    }
}

//! JSON text as tokens, with the complaints of the library that C++ Nix reads JSON with (nlohmann's), because users see them.

use crate::scan::find;
use std::borrow::Cow;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// `[`
    BeginArray,
    /// `]`
    EndArray,
    /// `{`
    BeginObject,
    /// `}`
    EndObject,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A string, its escapes resolved.
    String(Cow<'a, [u8]>),
    /// A number that is negative or has no more than 63 bits.
    Integer(i64),
    /// An integer that only fits without a sign.
    Unsigned(u64),
    /// Any other number, with its text.
    Float(f64, &'a str),
    /// The end of the text.
    End,
    /// What is no token, and why.
    Malformed(String),
}

impl Token<'_> {
    /// What messages call it.
    pub fn described(&self) -> &'static str {
        match self {
            Self::BeginArray => "'['",
            Self::EndArray => "']'",
            Self::BeginObject => "'{'",
            Self::EndObject => "'}'",
            Self::Colon => "':'",
            Self::Comma => "','",
            Self::Null => "null literal",
            Self::True => "true literal",
            Self::False => "false literal",
            Self::String(_) => "string literal",
            Self::Integer(_) | Self::Unsigned(_) | Self::Float(..) => "number literal",
            Self::End => "end of input",
            Self::Malformed(_) => "<parse error>",
        }
    }
}

/// Why scanning a token stopped.
type Complaint = String;

/// Reads tokens.
pub struct Lexer<'a> {
    text: &'a [u8],
    /// Bytes read; the end of the text counts as one byte.
    at: usize,
    /// Where the text quoted as "last read" begins: at the last string or number.
    quoted_from: usize,
    /// Whether the byte after the current position has been read and given back.
    given_back: bool,
}

impl<'a> Lexer<'a> {
    /// A lexer over a text.
    pub fn new(text: &'a [u8]) -> Self {
        Self {
            text,
            at: 0,
            quoted_from: 0,
            given_back: false,
        }
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> usize {
        self.at
    }

    /// The line and column of the last byte read, as messages count them.
    pub fn line_and_column(&self) -> (usize, usize) {
        let read = &self.text[..self.at.min(self.text.len())];
        let line = 1 + memchr::memchr_iter(b'\n', read).count();
        if self.given_back && self.text.get(self.at) == Some(&b'\n') {
            // A line end that was given back has already started the count anew.
            return (line, 0);
        }
        let start = memchr::memrchr(b'\n', read).map_or(0, |newline| newline + 1);
        (line, self.at - start)
    }

    /// The text read since the last string or number began, control characters named.
    pub fn last_read(&self) -> String {
        let read = &self.text[self.quoted_from..self.at.min(self.text.len())];
        let mut shown = Vec::with_capacity(read.len());
        for &byte in read {
            if byte <= 0x1f {
                shown.extend_from_slice(format!("<U+{byte:04X}>").as_bytes());
            } else {
                shown.push(byte);
            }
        }
        String::from_utf8_lossy(&shown).into_owned()
    }

    fn next_byte(&mut self) -> Option<u8> {
        let byte = self.text.get(self.at).copied();
        self.at += 1;
        self.given_back = false;
        byte
    }

    fn give_back(&mut self) {
        self.at -= 1;
        self.given_back = true;
    }

    /// The next token.
    pub fn token(&mut self) -> Token<'a> {
        if self.at == 0 && self.text.first() == Some(&0xef) {
            for expected in *b"\xef\xbb\xbf" {
                if self.next_byte() != Some(expected) {
                    return Token::Malformed(
                        "invalid BOM; must be 0xEF 0xBB 0xBF if given".to_owned(),
                    );
                }
            }
        }
        let byte = loop {
            match self.next_byte() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => {}
                other => break other,
            }
        };
        let scanned = match byte {
            None => Ok(Token::End),
            Some(b'[') => Ok(Token::BeginArray),
            Some(b']') => Ok(Token::EndArray),
            Some(b'{') => Ok(Token::BeginObject),
            Some(b'}') => Ok(Token::EndObject),
            Some(b':') => Ok(Token::Colon),
            Some(b',') => Ok(Token::Comma),
            Some(b't') => self.literal(b"rue", Token::True),
            Some(b'f') => self.literal(b"alse", Token::False),
            Some(b'n') => self.literal(b"ull", Token::Null),
            Some(b'"') => self.string(),
            Some(first @ (b'-' | b'0'..=b'9')) => self.number(first),
            Some(_) => Err("invalid literal".to_owned()),
        };
        scanned.unwrap_or_else(Token::Malformed)
    }

    fn literal(&mut self, rest: &[u8], token: Token<'a>) -> Result<Token<'a>, Complaint> {
        for &expected in rest {
            if self.next_byte() != Some(expected) {
                return Err("invalid literal".to_owned());
            }
        }
        Ok(token)
    }

    /// A number whose first byte has been read.
    fn number(&mut self, first: u8) -> Result<Token<'a>, Complaint> {
        let start = self.at - 1;
        self.quoted_from = start;
        let mut byte = Some(first);
        if first == b'-' {
            byte = self.next_byte();
            if !is_digit(byte) {
                return Err("invalid number; expected digit after '-'".to_owned());
            }
        }
        byte = if byte == Some(b'0') {
            self.next_byte()
        } else {
            self.digits()
        };
        let mut is_integer = true;
        if byte == Some(b'.') {
            is_integer = false;
            if !is_digit(self.next_byte()) {
                return Err("invalid number; expected digit after '.'".to_owned());
            }
            byte = self.digits();
        }
        if let Some(b'e' | b'E') = byte {
            is_integer = false;
            self.exponent()?;
            self.digits();
        }
        self.give_back();
        match std::str::from_utf8(&self.text[start..self.at]) {
            Ok(text) => Ok(number(text, is_integer)),
            Err(_) => unreachable!("digits, signs and points are ASCII"),
        }
    }

    /// The first digit of an exponent, and its sign before.
    fn exponent(&mut self) -> Result<(), Complaint> {
        let byte = self.next_byte();
        if let Some(b'+' | b'-') = byte {
            if !is_digit(self.next_byte()) {
                return Err("invalid number; expected digit after exponent sign".to_owned());
            }
        } else if !is_digit(byte) {
            return Err("invalid number; expected '+', '-', or digit after exponent".to_owned());
        }
        Ok(())
    }

    /// Reads digits; the byte after them.
    fn digits(&mut self) -> Option<u8> {
        loop {
            let byte = self.next_byte();
            if !is_digit(byte) {
                return byte;
            }
        }
    }

    /// A string whose opening quote has been read.
    fn string(&mut self) -> Result<Token<'a>, Complaint> {
        self.quoted_from = self.at - 1;
        let plain = self.plain();
        if self.text.get(self.at) == Some(&b'"') {
            self.next_byte();
            return Ok(Token::String(Cow::Borrowed(plain)));
        }
        let mut string = plain.to_vec();
        loop {
            string.extend_from_slice(self.plain());
            match self.next_byte() {
                None => return Err("invalid string: missing closing quote".to_owned()),
                Some(b'"') => return Ok(Token::String(Cow::Owned(string))),
                Some(b'\\') => self.escape(&mut string)?,
                Some(control @ 0..=0x1f) => return Err(must_be_escaped(control)),
                Some(lead) => self.character(lead, &mut string)?,
            }
        }
    }

    /// Reads what stands for itself: ASCII without control characters, quotes and backslashes.
    fn plain(&mut self) -> &'a [u8] {
        let rest = self.text.get(self.at..).unwrap_or_default();
        // As numbers with a sign, bytes beyond ASCII are below all others.
        let ends = |byte: u8| (byte as i8) < 0x20 || byte == b'"' || byte == b'\\';
        let plain = &rest[..find(rest, ends).unwrap_or(rest.len())];
        self.at += plain.len();
        plain
    }

    /// What follows a backslash.
    fn escape(&mut self, string: &mut Vec<u8>) -> Result<(), Complaint> {
        let byte = match self.next_byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0c,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let character = self.code_point()?;
                let mut buffer = [0; 4];
                string.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
                return Ok(());
            }
            _ => {
                return Err("invalid string: forbidden character after backslash".to_owned());
            }
        };
        string.push(byte);
        Ok(())
    }

    /// The character of one `\uXXXX`, or of a pair.
    fn code_point(&mut self) -> Result<char, Complaint> {
        const HIGH: &str =
            "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF";
        const LOW: &str = "invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF";
        let first = self.hexadecimal()?;
        match first {
            0xd800..=0xdbff => {
                if self.next_byte() != Some(b'\\') || self.next_byte() != Some(b'u') {
                    return Err(HIGH.to_owned());
                }
                let second = self.hexadecimal()?;
                if !(0xdc00..=0xdfff).contains(&second) {
                    return Err(HIGH.to_owned());
                }
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                char::from_u32(code).ok_or_else(|| HIGH.to_owned())
            }
            _ => char::from_u32(first).ok_or_else(|| LOW.to_owned()),
        }
    }

    fn hexadecimal(&mut self) -> Result<u32, Complaint> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self
                .next_byte()
                .and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err("invalid string: '\\u' must be followed by 4 hex digits".to_owned());
            };
            code = code << 4 | digit;
        }
        Ok(code)
    }

    /// The rest of a character of several bytes.
    fn character(&mut self, lead: u8, string: &mut Vec<u8>) -> Result<(), Complaint> {
        let (second, more) = match lead {
            0xc2..=0xdf => (0x80..=0xbf, 0),
            0xe0 => (0xa0..=0xbf, 1),
            0xe1..=0xec | 0xee | 0xef => (0x80..=0xbf, 1),
            0xed => (0x80..=0x9f, 1),
            0xf0 => (0x90..=0xbf, 2),
            0xf1..=0xf3 => (0x80..=0xbf, 2),
            0xf4 => (0x80..=0x8f, 2),
            _ => return Err(ill_formed()),
        };
        string.push(lead);
        for range in std::iter::once(second).chain((0..more).map(|_| 0x80..=0xbf)) {
            match self.next_byte() {
                Some(byte) if range.contains(&byte) => string.push(byte),
                _ => return Err(ill_formed()),
            }
        }
        Ok(())
    }
}

fn is_digit(byte: Option<u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_digit())
}

fn ill_formed() -> Complaint {
    "invalid string: ill-formed UTF-8 byte".to_owned()
}

fn number(text: &str, is_integer: bool) -> Token<'_> {
    if is_integer {
        if let Ok(number) = text.parse() {
            return Token::Integer(number);
        }
        if let Ok(number) = text.parse() {
            return Token::Unsigned(number);
        }
    }
    Token::Float(text.parse().unwrap_or(f64::INFINITY), text)
}

/// The names of the control characters.
const CONTROL_NAMES: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
];

fn must_be_escaped(control: u8) -> Complaint {
    let name = CONTROL_NAMES
        .get(usize::from(control))
        .copied()
        .unwrap_or("");
    let short = match control {
        0x08 => " or \\b",
        0x09 => " or \\t",
        0x0a => " or \\n",
        0x0c => " or \\f",
        0x0d => " or \\r",
        _ => "",
    };
    format!(
        "invalid string: control character U+{control:04X} ({name}) must be escaped to \\u{control:04X}{short}"
    )
}

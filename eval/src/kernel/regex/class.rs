//! Sets of bytes, and the names POSIX gives to some of them in the "C" locale.

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// No byte.
    pub fn empty() -> Self {
        Self([0; 4])
    }

    /// Every byte.
    pub fn full() -> Self {
        Self([u64::MAX; 4])
    }

    /// One byte.
    pub fn of(byte: u8) -> Self {
        let mut set = Self::empty();
        set.insert(byte);
        set
    }

    /// Adds a byte.
    pub fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    /// Adds every byte that satisfies a predicate.
    pub fn insert_where(&mut self, predicate: impl Fn(u8) -> bool) {
        for byte in 0..=u8::MAX {
            if predicate(byte) {
                self.insert(byte);
            }
        }
    }

    /// Adds the bytes of another set.
    pub fn insert_all(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    /// Every byte that is not in the set.
    pub fn complement(self) -> Self {
        Self(self.0.map(|word| !word))
    }

    /// Whether a byte is in the set.
    #[inline]
    pub fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }
}

/// Whether a byte belongs to a named class; `None` for a name that is none.
pub fn named_class(name: &[u8]) -> Option<fn(u8) -> bool> {
    Some(match name.to_ascii_lowercase().as_slice() {
        b"alnum" => |byte| byte.is_ascii_alphanumeric(),
        b"alpha" => |byte| byte.is_ascii_alphabetic(),
        b"blank" => |byte| matches!(byte, b' ' | b'\t'),
        b"cntrl" => |byte| byte.is_ascii_control(),
        b"d" | b"digit" => |byte| byte.is_ascii_digit(),
        b"graph" => |byte| byte.is_ascii_graphic(),
        b"lower" => |byte| byte.is_ascii_lowercase(),
        b"print" => |byte| byte == b' ' || byte.is_ascii_graphic(),
        b"punct" => |byte| byte.is_ascii_punctuation(),
        b"s" | b"space" => |byte| matches!(byte, b' ' | b'\t'..=b'\r'),
        b"upper" => |byte| byte.is_ascii_uppercase(),
        b"w" => |byte| byte == b'_' || byte.is_ascii_alphanumeric(),
        b"xdigit" => |byte| byte.is_ascii_hexdigit(),
        _ => return None,
    })
}

/// The names of the bytes 0 to 31 as collating symbols.
const CONTROL_NAMES: [&str; 32] = [
    "NUL",
    "SOH",
    "STX",
    "ETX",
    "EOT",
    "ENQ",
    "ACK",
    "alert",
    "backspace",
    "tab",
    "newline",
    "vertical-tab",
    "form-feed",
    "carriage-return",
    "SO",
    "SI",
    "DLE",
    "DC1",
    "DC2",
    "DC3",
    "DC4",
    "NAK",
    "SYN",
    "ETB",
    "CAN",
    "EM",
    "SUB",
    "ESC",
    "IS4",
    "IS3",
    "IS2",
    "IS1",
];

/// The names of the other bytes whose collating symbol is not the byte itself.
const SYMBOL_NAMES: [(&str, u8); 42] = [
    ("space", b' '),
    ("exclamation-mark", b'!'),
    ("quotation-mark", b'"'),
    ("number-sign", b'#'),
    ("dollar-sign", b'$'),
    ("percent-sign", b'%'),
    ("ampersand", b'&'),
    ("apostrophe", b'\''),
    ("left-parenthesis", b'('),
    ("right-parenthesis", b')'),
    ("asterisk", b'*'),
    ("plus-sign", b'+'),
    ("comma", b','),
    ("hyphen", b'-'),
    ("period", b'.'),
    ("slash", b'/'),
    ("zero", b'0'),
    ("one", b'1'),
    ("two", b'2'),
    ("three", b'3'),
    ("four", b'4'),
    ("five", b'5'),
    ("six", b'6'),
    ("seven", b'7'),
    ("eight", b'8'),
    ("nine", b'9'),
    ("colon", b':'),
    ("semicolon", b';'),
    ("less-than-sign", b'<'),
    ("equals-sign", b'='),
    ("greater-than-sign", b'>'),
    ("question-mark", b'?'),
    ("commercial-at", b'@'),
    ("left-square-bracket", b'['),
    ("backslash", b'\\'),
    ("right-square-bracket", b']'),
    ("circumflex", b'^'),
    ("underscore", b'_'),
    ("grave-accent", b'`'),
    ("left-curly-bracket", b'{'),
    ("vertical-line", b'|'),
    ("right-curly-bracket", b'}'),
];

/// The byte that a collating symbol names.
pub fn collating_symbol(name: &[u8]) -> Option<u8> {
    if let [letter] = name
        && letter.is_ascii_alphabetic()
    {
        return Some(*letter);
    }
    let text = std::str::from_utf8(name).ok()?;
    if let Some(control) = CONTROL_NAMES.iter().position(|&known| known == text) {
        return Some(control as u8);
    }
    match text {
        "tilde" => return Some(b'~'),
        "DEL" => return Some(0x7f),
        _ => {}
    }
    SYMBOL_NAMES
        .iter()
        .find(|(known, _)| *known == text)
        .map(|&(_, byte)| byte)
}

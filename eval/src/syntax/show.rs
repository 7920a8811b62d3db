//! Prints a tree as Nix text, the way C++ Nix prints parsed expressions.

/// Names that cannot stand unquoted in an attribute path.
const KEYWORDS: [&[u8]; 8] = [
    b"if", b"then", b"else", b"assert", b"with", b"let", b"in", b"rec",
];

/// An attribute name as it is written in an attribute path: quoted unless it is an identifier.
pub(crate) fn attribute_name(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(name);
    let is_identifier = matches!(name.first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_'))
        && name
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'\'' | b'-'));
    if is_identifier && !KEYWORDS.contains(&name) && name != b"inherit" {
        text.into_owned()
    } else {
        quoted(&text)
    }
}

/// A string literal.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' if rest.peek() == Some(&'{') => out.push_str("\\$"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

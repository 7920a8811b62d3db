//! What TOML 1.1 allows and 1.0 does not: the parser reads 1.1, the language's `fromTOML` is 1.0.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Why a text that is TOML 1.1 is not TOML 1.0.
pub fn refusal(text: &str) -> Option<&'static str> {
    let mut open = Vec::new();
    let mut after_comma = false;
    for token in Source::new(text).lex() {
        let in_inline_table = open.last() == Some(&TokenKind::LeftCurlyBracket);
        match token.kind() {
            bracket @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => {
                open.push(bracket);
            }
            TokenKind::RightCurlyBracket if after_comma && in_inline_table => {
                return Some(
                    "toml::parse_inline_table: trailing comma is not allowed in TOML-v1.0.0)",
                );
            }
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                open.pop();
            }
            TokenKind::Newline | TokenKind::Comment if in_inline_table => {
                return Some(
                    "toml::parse_inline_table: expected value-separator `,` or closing `}`",
                );
            }
            kind @ (TokenKind::BasicString | TokenKind::MlBasicString) => {
                let raw = text.get(token.span().start()..token.span().end())?;
                if has_new_escape(raw) {
                    return Some(if kind == TokenKind::BasicString {
                        "toml::parse_basic_string: invalid string format"
                    } else {
                        "toml::parse_ml_basic_string: invalid string format"
                    });
                }
            }
            _ => {}
        }
        after_comma = match token.kind() {
            TokenKind::Comma => true,
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => after_comma,
            _ => false,
        };
    }
    None
}

/// Whether a string has one of the escapes `\e` and `\x`.
fn has_new_escape(raw: &str) -> bool {
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some(b'e' | b'x')) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn only_what_is_new_is_refused() {
        for text in [
            "a = {b = 1,}",
            "a = {b = {c = 1,}}",
            "a = {b = 1 # c\n}",
            "a = {\nb = 1}",
            "a = \"\\e\"",
            "a = \"\"\"\\\\\\x41\"\"\"",
            "\"\\x41\" = 1",
        ] {
            assert!(refusal(text).is_some(), "{text}");
        }
        for text in [
            "a = [1,\n2, # c\n]\n[b]",
            "a = {b = [1,\n2]}",
            "a = {b = '''\n'''}",
            "a = '\\e'",
            "a = \"\\\\e\"",
            "[[a]]\nb = {c = [{}]} # x",
        ] {
            assert_eq!(refusal(text), None, "{text}");
        }
    }
}

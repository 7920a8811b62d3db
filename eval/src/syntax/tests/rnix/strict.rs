//! Where rnix's scanner and grammar accept more than C++ Nix's.

use rnix::SyntaxKind::{self, *};

/// Whether a comment or white space is one in Nix too: only four characters are white space, and a carriage return
/// ends a comment.
pub(super) fn trivia(text: &str) -> bool {
    let text = text.as_bytes();
    match text.first() {
        Some(b'#') => match memchr::memchr(b'\r', text) {
            Some(i) => text[i..].iter().all(|&b| b == b'\r'),
            None => true,
        },
        Some(b'/') => true,
        _ => text
            .iter()
            .all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')),
    }
}

/// Whether a number is one token in Nix: after a leading `0.` there must be a digit.
pub(super) fn float(text: &str) -> bool {
    match text.strip_prefix("0.") {
        Some(rest) => rest.starts_with(|c: char| c.is_ascii_digit()),
        None => true,
    }
}

/// Whether `<text>` is a search path.
pub(super) fn search_path(text: &str) -> bool {
    let Some(inner) = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
    else {
        return false;
    };
    inner.split('/').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
    })
}

/// Whether a function may stand as a child of a node: never as an operand, an argument or an element.
pub(super) fn function_in(parent: SyntaxKind) -> bool {
    matches!(
        parent,
        NODE_ROOT
            | NODE_PAREN
            | NODE_ATTRPATH_VALUE
            | NODE_LAMBDA
            | NODE_WITH
            | NODE_ASSERT
            | NODE_LET_IN
            | NODE_IF_ELSE
            | NODE_INTERPOL
            | NODE_DYNAMIC
            | NODE_PAT_ENTRY
            | NODE_INHERIT_FROM
    )
}

/// Whether a node is a path that can be interpolated: there is no white space within one.
pub(super) fn is_path(kind: SyntaxKind) -> bool {
    matches!(kind, NODE_PATH_ABS | NODE_PATH_REL | NODE_PATH_HOME)
}

/// Whether the text at the start of a path is one token in Nix.
pub(super) fn path_start(text: &str) -> bool {
    !text.contains("//")
}

/// Whether a text that follows an interpolation in a path belongs to it.
pub(super) fn path_part(text: &str) -> bool {
    !text.starts_with('~')
}

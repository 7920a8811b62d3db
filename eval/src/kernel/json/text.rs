//! Strings as JSON writes them.

use crate::scan::find;

/// Appends a string between quotes; bytes that are no UTF-8 become replacement characters and are described in the
/// error.
pub fn push_string(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), String> {
    out.push(b'"');
    let result = match std::str::from_utf8(bytes) {
        Ok(_) => {
            push_escaped(out, bytes);
            Ok(())
        }
        Err(error) => {
            push_escaped(out, String::from_utf8_lossy(bytes).as_bytes());
            Err(describe(bytes, error))
        }
    };
    out.push(b'"');
    result
}

fn push_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut rest = bytes;
    let is_special = |byte| byte < b' ' || byte == b'"' || byte == b'\\';
    while let Some(index) = find(rest, is_special) {
        let byte = rest[index];
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => b'u',
        };
        out.extend_from_slice(&rest[..index]);
        out.extend([b'\\', short]);
        if short == b'u' {
            out.extend_from_slice(format!("{byte:04x}").as_bytes());
        }
        rest = &rest[index + 1..];
    }
    out.extend_from_slice(rest);
}

/// Where a string stops being UTF-8: at a byte that cannot begin a character or go on with one, or at its end.
fn describe(bytes: &[u8], error: std::str::Utf8Error) -> String {
    let start = error.valid_up_to();
    let Some(length) = error.error_len() else {
        let last = bytes.last().copied().unwrap_or_default();
        return format!("incomplete UTF-8 string; last byte: 0x{last:02X}");
    };
    let begins_character = bytes
        .get(start)
        .is_some_and(|byte| (0xc2..=0xf4).contains(byte));
    let index = if begins_character {
        start + length
    } else {
        start
    };
    let byte = bytes.get(index).copied().unwrap_or_default();
    format!("invalid UTF-8 byte at index {index}: 0x{byte:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(bytes: &[u8]) -> (String, Result<(), String>) {
        let mut out = Vec::new();
        let result = push_string(&mut out, bytes);
        (String::from_utf8_lossy(&out).into_owned(), result)
    }

    #[test]
    fn what_json_cannot_hold_is_escaped() {
        let (text, result) = written("\"\\\n\r\t\u{8}\u{c}\u{1}\u{1f}\u{7f}/é𝄞".as_bytes());
        assert_eq!(text, "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u001f\u{7f}/é𝄞\"");
        assert_eq!(result, Ok(()));
    }

    #[test]
    fn broken_characters_are_named() {
        for (bytes, message) in [
            (&b"\xc3"[..], "incomplete UTF-8 string; last byte: 0xC3"),
            (b"a\xc3b", "invalid UTF-8 byte at index 2: 0x62"),
            (b"\xa9", "invalid UTF-8 byte at index 0: 0xA9"),
            (b"\xe2\x82", "incomplete UTF-8 string; last byte: 0x82"),
            (b"\xe2\x82x", "invalid UTF-8 byte at index 2: 0x78"),
            (b"\xe0\x80", "invalid UTF-8 byte at index 1: 0x80"),
        ] {
            assert_eq!(written(bytes).1, Err(message.to_owned()));
        }
    }
}

//! The pieces of printed values: numbers, quoted strings, names.

use std::io::{self, Write};

/// Significant digits of a printed float.
const DIGITS: i32 = 6;

/// A float with six significant digits, as C's `%g` writes it.
pub fn float(number: f64) -> String {
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_nan() {
        return format!("{sign}nan");
    }
    if number.is_infinite() {
        return format!("{sign}inf");
    }
    // Rounding to six digits settles the exponent: 999999.5 is 1e+06.
    let scientific = format!("{number:.*e}", (DIGITS - 1) as usize);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..DIGITS).contains(&exponent) {
        let decimals = (DIGITS - 1 - exponent) as usize;
        return without_trailing_zeros(&format!("{number:.decimals$}")).to_owned();
    }
    let mantissa = without_trailing_zeros(mantissa);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

fn without_trailing_zeros(digits: &str) -> &str {
    if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    }
}

/// Writes a string between quotes, with the escapes that make it a literal again.
pub fn string(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(b"\"")?;
    let mut written = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            b'$' if bytes.get(index + 1) == Some(&b'{') => b"\\$",
            _ => continue,
        };
        output.write_all(&bytes[written..index])?;
        output.write_all(escape)?;
        written = index + 1;
    }
    output.write_all(&bytes[written..])?;
    output.write_all(b"\"")
}

/// Writes an attribute name, quoted unless it is an identifier.
pub fn name(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    if is_plain_name(bytes) {
        output.write_all(bytes)
    } else {
        string(output, bytes)
    }
}

/// Whether an attribute name needs no quotes: an identifier that is no keyword.
///
/// `or` is none: it is an identifier wherever a name stands.
pub fn is_plain_name(bytes: &[u8]) -> bool {
    let (Some(first), rest) = (bytes.first(), bytes.get(1..).unwrap_or(&[])) else {
        return false;
    };
    (first.is_ascii_alphabetic() || *first == b'_')
        && rest
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'\''))
        && !matches!(
            bytes,
            b"if" | b"then" | b"else" | b"assert" | b"with" | b"let" | b"in" | b"rec" | b"inherit"
        )
}

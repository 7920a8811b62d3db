//! Versions: how they split into components, and their order (Nix manual, "nix-env", section "Versions").

use std::cmp::Ordering;

/// The components of a version, left to right: runs of digits and runs of anything else that no `.` or `-` separates.
#[derive(Clone, Debug)]
pub struct Components<'a> {
    rest: &'a [u8],
}

/// Splits a version.
pub fn components(version: &[u8]) -> Components<'_> {
    Components { rest: version }
}

impl<'a> Iterator for Components<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let is_separator = |byte: &u8| matches!(byte, b'.' | b'-');
        let start = self.rest.iter().position(|byte| !is_separator(byte))?;
        let rest = &self.rest[start..];
        let numeric = rest[0].is_ascii_digit();
        let length = rest
            .iter()
            .position(|byte| is_separator(byte) || byte.is_ascii_digit() != numeric)
            .unwrap_or(rest.len());
        let (component, rest) = rest.split_at(length);
        self.rest = rest;
        Some(component)
    }
}

/// The order of two versions.
pub fn compare(left: &[u8], right: &[u8]) -> Ordering {
    let (mut left, mut right) = (components(left), components(right));
    loop {
        let (a, b) = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (a, b) => (a.unwrap_or(b""), b.unwrap_or(b"")),
        };
        if component_less(a, b) {
            return Ordering::Less;
        }
        if component_less(b, a) {
            return Ordering::Greater;
        }
    }
}

/// Whether one component comes before another.
///
/// Not an order by itself: `pre` is below anything but another `pre`, even below an absent component.
fn component_less(left: &[u8], right: &[u8]) -> bool {
    let (left_number, right_number) = (number(left), number(right));
    match (left_number, right_number) {
        (Some(a), Some(b)) => a < b,
        (_, Some(_)) if left.is_empty() => true,
        _ if left == b"pre" && right != b"pre" => true,
        _ if right == b"pre" => false,
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (None, None) => left < right,
    }
}

/// The component as a number; one that 32 bits do not hold counts as text, as in C++ Nix.
fn number(component: &[u8]) -> Option<u32> {
    if !component.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(component)
        .ok()?
        .parse::<i32>()
        .ok()
        .map(|n| n as u32)
}

/// Splits a package name into name and version at the first dash that no letter follows.
pub fn split_package_name(name: &[u8]) -> (&[u8], &[u8]) {
    let dash = name
        .windows(2)
        .position(|pair| pair[0] == b'-' && !pair[1].is_ascii_alphabetic());
    match dash {
        Some(at) => (&name[..at], &name[at + 1..]),
        None => (name, b""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(version: &str) -> Vec<&str> {
        components(version.as_bytes())
            .map(|component| std::str::from_utf8(component).expect("the input is text"))
            .collect()
    }

    #[test]
    fn components_end_where_digits_do() {
        assert_eq!(split("1.2pre4"), ["1", "2", "pre", "4"]);
        assert_eq!(split("a-b..1_2+3"), ["a", "b", "1", "_", "2", "+", "3"]);
        assert!(split("").is_empty());
        assert!(split("-.").is_empty());
    }

    #[test]
    fn order_of_versions() {
        for (left, right, expected) in [
            ("1.2", "1.3", Ordering::Less),
            ("1.10", "1.9", Ordering::Greater),
            ("1.2pre", "1.2", Ordering::Less),
            ("", "pre", Ordering::Greater),
            ("a", "", Ordering::Greater),
            ("1.a", "1.1", Ordering::Less),
            ("1", "01", Ordering::Equal),
            ("pre", "a", Ordering::Less),
            ("2147483648", "2147483647", Ordering::Less),
            ("99999999999999999999", "a", Ordering::Less),
        ] {
            assert_eq!(
                compare(left.as_bytes(), right.as_bytes()),
                expected,
                "{left} {right}"
            );
        }
    }

    #[test]
    fn package_names() {
        assert_eq!(
            split_package_name(b"nix-0.12pre"),
            (&b"nix"[..], &b"0.12pre"[..])
        );
        assert_eq!(split_package_name(b"a-b-1-2"), (&b"a-b"[..], &b"1-2"[..]));
        assert_eq!(split_package_name(b"a-"), (&b"a-"[..], &b""[..]));
    }
}

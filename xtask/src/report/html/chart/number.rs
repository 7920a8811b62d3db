//! Numbers as text: grouped digits, few decimals, prefixes of units.

/// A whole number with its digits in groups of three.
pub fn thousands(number: u64) -> String {
    group(&number.to_string())
}

/// A whole number that may be below zero, with its digits in groups of three.
pub fn signed(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", thousands(number.unsigned_abs()))
}

/// A number with at most three significant decimals, digits grouped: `12,345`, `12.3`, `0.0123`, `<0.001`.
pub fn significant(number: f64) -> String {
    if !number.is_finite() {
        return "—".to_owned();
    }
    let magnitude = number.abs();
    if magnitude == 0.0 {
        return "0".to_owned();
    }
    if magnitude < 0.001 {
        return "<0.001".to_owned();
    }
    let decimals = if magnitude >= 99.95 {
        0
    } else if magnitude >= 9.995 {
        1
    } else if magnitude >= 0.0995 {
        2
    } else {
        (2.0 - magnitude.log10().floor()).min(9.0) as usize
    };
    let text = format!("{magnitude:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if number < 0.0 { "−" } else { "" };
    if fraction.is_empty() {
        format!("{sign}{}", group(whole))
    } else {
        format!("{sign}{}.{fraction}", group(whole))
    }
}

/// A number shortened by a factor of a thousand, a million ...: `12.3 k`, `4.56 M`.
pub fn short(number: f64) -> String {
    scaled(number, 1000.0, &["", "k", "M", "G", "T"])
}

/// Bytes in binary units: `512 B`, `1.50 MiB`.
pub fn bytes(number: f64) -> String {
    scaled(number, 1024.0, &["B", "KiB", "MiB", "GiB", "TiB"])
}

/// Nanoseconds in a unit that suits their size: `1.23 ms`.
pub fn time(nanoseconds: f64) -> String {
    scaled(nanoseconds, 1000.0, &["ns", "µs", "ms", "s"])
}

/// Bytes with decimal prefixes, for the powers of ten on an axis: `10 kB`.
pub fn decimal_bytes(number: f64) -> String {
    scaled(number, 1000.0, &["B", "kB", "MB", "GB", "TB"])
}

/// The text of a round number without decimals that say nothing: `2.50 M` becomes `2.5 M`.
pub fn trimmed(text: &str) -> String {
    let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
    let number = if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    };
    format!("{number} {unit}").trim_end().to_owned()
}

fn scaled(number: f64, step: f64, units: &[&str]) -> String {
    if !number.is_finite() {
        return "—".to_owned();
    }
    let mut value = number;
    let mut place = 0;
    // What rounds up to the next unit is written in it.
    while value.abs() >= step * 0.9995 && place + 1 < units.len() {
        value /= step;
        place += 1;
    }
    let text = if place == 0 && value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        significant(value)
    };
    format!("{text} {}", units[place]).trim_end().to_owned()
}

fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_grouped() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(significant(0.0), "0");
        assert_eq!(significant(12_345.6), "12,346");
        assert_eq!(significant(-12.34), "−12.3");
        assert_eq!(significant(1.0), "1.00");
        assert_eq!(significant(0.01234), "0.0123");
        assert_eq!(significant(0.000_12), "<0.001");
        assert_eq!(significant(f64::NAN), "—");
    }

    #[test]
    fn units_suit_the_size() {
        assert_eq!(short(12.0), "12");
        assert_eq!(short(999_900.0), "1.00 M");
        assert_eq!(short(12_345.0), "12.3 k");
        assert_eq!(bytes(512.0), "512 B");
        assert_eq!(bytes(1_572_864.0), "1.50 MiB");
        assert_eq!(decimal_bytes(10_000.0), "10.0 kB");
        assert_eq!(time(1_234_567.0), "1.23 ms");
    }

    #[test]
    fn trimming_keeps_the_value() {
        assert_eq!(trimmed("2.50 M"), "2.5 M");
        assert_eq!(trimmed("10.0 kB"), "10 kB");
        assert_eq!(trimmed("100"), "100");
        assert_eq!(trimmed("0.20"), "0.2");
    }
}

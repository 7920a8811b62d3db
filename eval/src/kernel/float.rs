//! Floats as text, as `toString` and `toJSON` write them.

/// As C's `%f`: what `toString` gives.
pub fn fixed(number: f64) -> String {
    if number.is_finite() {
        return format!("{number:.6}");
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let name = if number.is_nan() { "nan" } else { "inf" };
    format!("{sign}{name}")
}

/// The shortest text that reads back as the same number, as `toJSON` writes it; what JSON cannot say is `null`.
pub fn json(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number == 0.0 {
        return format!("{sign}0.0");
    }
    let (digits, exponent) = significant_digits(&format!("{number:e}"));
    let unsigned = if (-4..15).contains(&exponent) {
        positional(&digits, exponent + 1)
    } else {
        scientific(&digits, exponent)
    };
    format!("{sign}{unsigned}")
}

/// The digits of a text in Rust's scientific notation, without sign and point, and its exponent.
fn significant_digits(scientific: &str) -> (String, i32) {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
    (digits, exponent.parse().unwrap_or(0))
}

/// Digits with the decimal point before digit `point`, padded with zeros.
fn positional(digits: &str, point: i32) -> String {
    if point <= 0 {
        let zeros = "0".repeat(point.unsigned_abs() as usize);
        return format!("0.{zeros}{digits}");
    }
    let point = point as usize;
    if point < digits.len() {
        let (whole, fraction) = digits.split_at(point);
        return format!("{whole}.{fraction}");
    }
    let zeros = "0".repeat(point - digits.len());
    format!("{digits}{zeros}.0")
}

/// Digits as `d.ddde±xx`, the exponent of at least two digits.
fn scientific(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_has_six_decimals() {
        assert_eq!(fixed(1.5), "1.500000");
        assert_eq!(fixed(1.234_567_8), "1.234568");
        assert_eq!(fixed(-0.0), "-0.000000");
        assert_eq!(fixed(f64::NEG_INFINITY), "-inf");
        assert_eq!(fixed(-f64::NAN), "-nan");
    }

    #[test]
    fn json_is_the_shortest_round_trip() {
        for (number, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e14, "100000000000000.0"),
            (1e15, "1e+15"),
            (123_456_789_012_345.0, "123456789012345.0"),
            (1_234_567_890_123_456.0, "1.234567890123456e+15"),
            (0.0001, "0.0001"),
            (0.000_123, "0.000123"),
            (0.000_01, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (-0.0, "-0.0"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(json(number), text);
        }
    }
}

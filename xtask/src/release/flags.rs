//! Flags for the compiler: one more than those that the user has.

use std::env;

use framelab_benches::build::Build;

/// The variable that cargo takes flags from before it looks anywhere else.
pub const ENCODED: &str = "CARGO_ENCODED_RUSTFLAGS";

/// What sets flags apart in it.
const SEPARATOR: char = '\u{1f}';

/// The user's flags and one more, as [`ENCODED`] has them.
///
/// The variable hides what stands in cargo's configuration. Cargo does not tell that, but this binary was just built with it.
pub fn with(flag: &str) -> String {
    let encoded = env::var(ENCODED).ok();
    let plain = env::var("RUSTFLAGS").ok();
    let configured = Build::of_this_binary().rustflags;
    joined(encoded.as_deref(), plain.as_deref(), &configured, flag)
}

/// The first of the three that says something is what cargo takes.
fn joined(encoded: Option<&str>, plain: Option<&str>, configured: &str, flag: &str) -> String {
    let of_user: Vec<&str> = match (encoded, plain) {
        (Some(encoded), _) => encoded.split(SEPARATOR).collect(),
        (None, plain) => plain.unwrap_or(configured).split_whitespace().collect(),
    };
    let flags = of_user.into_iter().filter(|flag| !flag.is_empty());
    let flags: Vec<&str> = flags.chain([flag]).collect();
    flags.join(&SEPARATOR.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_of_the_user_stay_where_cargo_would_take_them_from() {
        let flag = "-Cprofile-generate";
        let encoded = "--cfg\u{1f}a b";
        for (found, expected) in [
            (joined(None, None, "", flag), flag.to_owned()),
            (
                joined(None, None, "-Ctarget-cpu=native -g", flag),
                format!("-Ctarget-cpu=native\u{1f}-g\u{1f}{flag}"),
            ),
            (
                joined(None, Some(" -g "), "-Copt-level=1", flag),
                format!("-g\u{1f}{flag}"),
            ),
            (
                joined(Some(encoded), Some("-g"), "-g", flag),
                format!("{encoded}\u{1f}{flag}"),
            ),
            (joined(Some(""), Some("-g"), "-g", flag), flag.to_owned()),
        ] {
            assert_eq!(found, expected);
        }
    }
}

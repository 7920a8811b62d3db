//! Laws of what reads and writes text: nothing crashes on any input, and what was written is read back.

use framelab_eval::heap::Heap;
use framelab_eval::kernel::regex::{self, Matcher};
use framelab_eval::kernel::{float, json, toml, version};
use framelab_eval::runtime::{Options, Runtime};
use framelab_eval::store::hash::{Algorithm, Format, Hash};
use proptest::prelude::*;
use std::cmp::Ordering;

/// Runs something that needs a runtime.
fn with_runtime<T>(run: impl FnOnce(&Runtime<'_>) -> T) -> T {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, Options::default());
    run(&runtime)
}

proptest! {
    #[test]
    fn json_of_any_bytes_is_a_value_or_an_error(bytes: Vec<u8>) {
        with_runtime(|runtime| {
            let _ = json::read::read(runtime, &bytes);
        });
    }

    #[test]
    fn json_like_texts_are_values_or_errors(text in "[\\[\\]{}:,\"\\\\a-fu0-9.eE+\\- \n\u{1}\u{80}]{0,40}") {
        with_runtime(|runtime| {
            let _ = json::read::read(runtime, text.as_bytes());
        });
    }

    #[test]
    fn toml_like_texts_are_values_or_errors(text in "[\\[\\]{}=,\"'\\\\a-c0-9.:TZ+\\-_ \n#]{0,40}") {
        with_runtime(|runtime| {
            let _ = toml::read(runtime, text.as_bytes());
        });
    }

    #[test]
    fn numbers_are_read_back(bits: u64) {
        let number = f64::from_bits(bits);
        let text = float::json(number);
        if number.is_finite() {
            prop_assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(bits));
        } else {
            prop_assert_eq!(text, "null");
        }
    }

    #[test]
    fn expressions_match_within_the_text(
        expression in "[ab()\\[\\]{}|*+?^$.\\\\,:=0-2\\-]{0,16}",
        text in "[ab]{0,12}",
    ) {
        let Ok(program) = regex::compile(expression.as_bytes()) else {
            return Ok(());
        };
        let whole = Matcher::new(&program, text.as_bytes(), true).match_whole();
        let mut matcher = Matcher::new(&program, text.as_bytes(), false);
        let mut from = 0;
        let mut found_any = false;
        while from <= text.len() {
            let Some(found) = matcher.find_from(from) else {
                break;
            };
            found_any = true;
            prop_assert!(from <= found.start && found.start <= found.end && found.end <= text.len());
            for (start, end) in found.groups.into_iter().flatten() {
                prop_assert!(start <= end && end <= text.len());
            }
            from = found.end + usize::from(found.start == found.end);
        }
        // What matches the whole text is found in it.
        prop_assert!(whole.is_none() || found_any);
    }

    #[test]
    fn hashes_are_read_back(bytes: Vec<u8>, algorithm in 0..4_usize, format in 0..4_usize) {
        let algorithm = [Algorithm::Md5, Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512][algorithm];
        let format = [Format::Base16, Format::Nix32, Format::Base64, Format::Sri][format];
        let hash = algorithm.hash(&bytes);
        let text = hash.format(format);
        prop_assert_eq!(Hash::parse(text.as_bytes(), Some(algorithm)), Ok(hash));
    }

    #[test]
    fn any_text_is_a_hash_or_an_error(text in "[a-z0-9:+/=\\-]{0,110}") {
        for algorithm in [None, Some(Algorithm::Sha1), Some(Algorithm::Sha512)] {
            let _ = Hash::parse(text.as_bytes(), algorithm);
        }
    }

    #[test]
    fn versions_compare_the_same_both_ways(left in "[0-9a.p\\-]{0,8}", right in "[0-9a.p\\-]{0,8}") {
        let forth = version::compare(left.as_bytes(), right.as_bytes());
        let back = version::compare(right.as_bytes(), left.as_bytes());
        prop_assert_eq!(forth, back.reverse());
        prop_assert_eq!(version::compare(left.as_bytes(), left.as_bytes()), Ordering::Equal);
    }
}

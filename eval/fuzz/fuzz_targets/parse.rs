//! See `targets::parse`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| framelab_fuzz::parse(input));

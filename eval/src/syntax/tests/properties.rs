//! Arbitrary text never panics, and where the crate `rnix` answers too both agree.

use super::Fixture;
use crate::heap::Heap;
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "a",
    "b",
    "or",
    "1",
    "2.5",
    "0.",
    ".5",
    "1.",
    "\"",
    "\"s\"",
    "''",
    "''i''",
    "${",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    "=",
    ";",
    ":",
    ": ",
    ",",
    "?",
    "@",
    "...",
    ".",
    "+",
    "-",
    "*",
    "/",
    "++",
    "//",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "&&",
    "||",
    "->",
    "|>",
    "<|",
    "!",
    "if",
    "then",
    "else",
    "let",
    "in",
    "rec",
    "with",
    "assert",
    "inherit",
    "./p",
    "/p",
    "~/p",
    "~/",
    "<p>",
    "http://x",
    "__curPos",
    " ",
    "\n",
    "\r",
    "\t",
    "# c\n",
    "/* c */",
    "p/",
    "$",
    "'",
    "\\",
    "$$",
    "''$",
    "'''",
    "a = ",
    "x: ",
    "{ a }: ",
    "inherit (a) b;",
    "a.b or ",
    "./a/${",
    "a.${",
    "\"${",
    "\u{e9}",
    "\0",
    "_",
    "<a/b",
    "//",
    "a//b",
    "\u{a0}",
];

fn source() -> impl Strategy<Value = String> {
    let words = prop::collection::vec((prop::sample::select(WORDS), any::<bool>()), 0..24);
    words.prop_map(|words| {
        let spaced = words
            .iter()
            .map(|(word, space)| format!("{word}{}", if *space { " " } else { "" }));
        spaced.collect()
    })
}

/// Parses a text both ways and compares.
fn check(text: &str) {
    let heap = Heap::new();
    let fixture = Fixture::new(&heap, text, true);
    let parsed = fixture.parse();
    if let Some(usual) = fixture.by_rnix() {
        match &parsed {
            Ok(tree) => assert_eq!(
                fixture.dump(&usual, true),
                fixture.dump(tree, true),
                "{text:?}"
            ),
            Err(error) => panic!("{text:?} is refused: {}", fixture.describe(error)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn words_never_panic(text in source()) {
        check(&text);
    }

    #[test]
    fn text_never_panics(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn long_words_never_panic(text in source(), count in 1_usize..400) {
        let heap = Heap::new();
        let text = text.repeat(count);
        let fixture = Fixture::new(&heap, &text, true);
        drop(fixture.parse());
    }
}

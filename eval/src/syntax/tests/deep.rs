//! Deeply nested sources, on a native stack of 256 KiB.

use super::Fixture;
use crate::heap::Heap;

/// A head repeated, a middle, and a tail repeated; whether it is an expression.
type Case = (&'static str, &'static str, &'static str, bool);

/// The usual ways to nest.
const USUAL: &[Case] = &[
    ("(", "1", ")", true),
    ("(", "", "", false),
    ("[", "1", "]", true),
    ("[", "", "", false),
    ("{a=", "1", ";}", true),
    ("{a=", "", "", false),
    ("1+", "1", "", true),
    ("", "1", "+1", true),
    ("a++", "a", "", true),
    ("a: ", "1", "", true),
    ("!", "a", "", true),
    ("- ", "a", "", true),
    ("if a then b else ", "c", "", true),
    ("if ", "a", " then b else c", true),
    ("let in ", "a", "", true),
    ("let a = 1; in ", "a", "", true),
    ("with a; ", "1", "", true),
    ("a.", "a", "", true),
    ("a.b or ", "1", "", true),
    ("a ", "a", "", true),
    ("\"${", "1", "}\"", true),
    ("''${", "", "", false),
];

/// Other ways.
const UNUSUAL: &[Case] = &[
    ("{", "", "}", false),
    ("{", "", "", false),
    ("rec { a = ", "1", "; }", true),
    ("{a.b.c={d={e=", "1", ";};};}", true),
    ("1 + ", "1", "", true),
    ("", "f", "[]", true),
    ("", "a", " a", true),
    ("a*", "a", "", true),
    ("a // ", "a", "", true),
    ("a -> ", "a", "", true),
    ("a && ", "a", "", true),
    ("1 == ", "1", "", false),
    ("{ a }: ", "1", "", true),
    ("a@{ b, ... }: ", "1", "", true),
    ("{a?", "1", "}:1", true),
    ("let a = ", "1", "; in a", true),
    ("let { body = ", "1", "; }", true),
    ("with ", "a", "; 1", true),
    ("assert a; ", "1", "", true),
    ("a.${", "b", "}", true),
    ("a ? ${", "b", "}", true),
    ("f(", "1", ")", true),
    ("\"${", "", "", false),
    ("''${", "1", "}''", true),
    ("./a/${", "b", "}", true),
    ("{ inherit (", "a", ") b; }", true),
    ("{ ${", "a", "} = b; }", true),
    ("/*", "", "", false),
    ("[ (", "", ") ]", false),
    ("<", "", "", false),
    ("}", "", "", false),
    ("\u{a0}", "", "", false),
];

/// Parses each case at a depth, in a thread with little stack.
fn check(cases: &'static [Case], levels: usize) {
    let run = move || {
        for &(head, middle, tail, valid) in cases {
            let text = head.repeat(levels) + middle + &tail.repeat(levels);
            let heap = Heap::new();
            let fixture = Fixture::new(&heap, &text, false);
            let parsed = fixture.parse();
            assert_eq!(parsed.is_ok(), valid, "{levels} {head} {tail}");
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread
        .expect("a thread starts")
        .join()
        .expect("nothing overflows");
}

#[test]
fn a_million_levels_are_a_tree_or_an_error() {
    check(USUAL, 1_000_000);
}

#[test]
fn a_hundred_thousand_levels_are_a_tree_or_an_error() {
    check(UNUSUAL, 100_000);
}

#[test]
fn depths_around_the_limits_are_trees() {
    for levels in [10, 100, 255, 511, 512, 513, 700, 1400, 1500, 1600, 3000] {
        check(USUAL, levels);
        check(UNUSUAL, levels);
    }
}

#[test]
fn a_dump_of_a_deep_tree_needs_no_stack() {
    let run = || {
        let text = "(x: [ ".repeat(100_000) + "1" + &" ])".repeat(100_000);
        let heap = Heap::new();
        let fixture = Fixture::new(&heap, &text, false);
        let tree = fixture.parse().expect("the source is valid");
        assert_eq!(fixture.dump(&tree, false).matches("(fn x").count(), 100_000);
    };
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread
        .expect("a thread starts")
        .join()
        .expect("nothing overflows");
}

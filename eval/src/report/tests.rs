//! How errors are laid out.

use super::*;
use crate::heap::Heap;
use crate::runtime::Options;
use crate::source;
use expect_test::{Expect, expect};
use std::path::{Path, PathBuf};

fn options() -> Options {
    Options {
        show_trace: true,
        ..Options::default()
    }
}

/// Renders an error at `offset` of a file, without colours.
fn check(text: &str, offset: usize, expected: &Expect) {
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, options());
    let origin = source::Origin::File(PathBuf::from("/a.nix"));
    let source = runtime
        .sources
        .add(origin, Path::new("/"), text.to_owned())
        .unwrap();
    let position = source.position(offset);
    let error = runtime
        .error("attribute 'x'\nmissing\n")
        .at(&heap, position)
        .suggesting(&heap, "Did you mean y?");
    expected.assert_eq(&plain(&runtime, error));
}

fn plain<'h>(runtime: &Runtime<'h>, error: Error<'h>) -> String {
    anstream::adapter::strip_str(&render(runtime, error)).to_string()
}

#[test]
fn the_place_is_shown_with_its_lines() {
    check(
        "let\n  y = 1;\nin a.x\n",
        16,
        &expect![[r"
        error: attribute 'x'
               missing
               at /a.nix:3:4:
                    2|   y = 1;
                    3| in a.x
                     |    ^
                    4|
               Did you mean y?
    "]],
    );
}

#[test]
fn the_end_of_the_text_can_be_marked() {
    check(
        "1 +",
        3,
        &expect![[r"
        error: attribute 'x'
               missing
               at /a.nix:1:4:
                    1| 1 +
                     |    ^
               Did you mean y?
    "]],
    );
    check(
        "",
        0,
        &expect![[r"
            error: attribute 'x'
                   missing
                   at /a.nix:1:1:
                   Did you mean y?
        "]],
    );
    check(
        "1 +\n",
        4,
        &expect![[r"
        error: attribute 'x'
               missing
               at /a.nix:2:1:
                    1| 1 +
                    2|
                     | ^
               Did you mean y?
    "]],
    );
}

#[test]
fn control_characters_do_nothing() {
    check(
        "\u{1b}[31m \u{7} \u{1} \t x\r\n",
        11,
        &expect![[r"
        error: attribute 'x'
               missing
               at /a.nix:1:12:
                    1|           x
                     |            ^
                    2|
               Did you mean y?
    "]],
    );
}

#[test]
fn long_lines_are_cut() {
    let text = format!("{}éx{}", "é".repeat(5000), "b".repeat(5000));
    let heap = Heap::new();
    let runtime = Runtime::new(&heap, options());
    let source = runtime
        .sources
        .add(source::Origin::String, Path::new("/"), text)
        .unwrap();
    let error = runtime.error("long").at(&heap, source.position(10_002));
    let text = plain(&runtime, error);
    let line = text.lines().nth(2).unwrap();
    assert!(
        line.starts_with("            1| …éé") && line.ends_with("bb…"),
        "{line}"
    );
    assert!(line.len() < 2 * LINE_LIMIT, "{}", line.len());
}

/// A trace of these lines, the outermost first, each at the place of its number if it has one.
fn trace_of(show_trace: bool, lines: &[(&str, Option<usize>)], expected: &Expect) {
    let heap = Heap::new();
    let runtime = Runtime::new(
        &heap,
        Options {
            show_trace,
            ..Options::default()
        },
    );
    let source = runtime
        .sources
        .add(
            source::Origin::String,
            Path::new("/"),
            "abcdefgh".to_owned(),
        )
        .unwrap();
    let mut error = runtime.error("wrong");
    for (message, place) in lines.iter().rev() {
        let position = place.map_or(Position::NONE, |offset| source.position(offset));
        error = match message.strip_prefix('!') {
            Some(message) => error.told(&heap, message),
            None => error.traced(&heap, message, position),
        };
    }
    expected.assert_eq(&plain(&runtime, error));
}

#[test]
fn a_short_trace_shows_the_outermost_lines() {
    let two = [("a", Some(1)), ("b", None), ("c", Some(2))];
    trace_of(
        false,
        &two,
        &expect![[r"
        error:
               … a
                 at «string»:1:2:
                    1| abcdefgh
                     |  ^

               … b

               … c
                 at «string»:1:3:
                    1| abcdefgh
                     |   ^

               error: wrong
    "]],
    );
    let three = [("a", Some(1)), ("b", Some(2)), ("!told", None), ("c", None)];
    trace_of(
        false,
        &three,
        &expect![[r"
        error:
               … a
                 at «string»:1:2:
                    1| abcdefgh
                     |  ^

               … b
                 at «string»:1:3:
                    1| abcdefgh
                     |   ^

               … told

               (stack trace truncated; use '--show-trace' to show the full, detailed trace)

               error: wrong
    "]],
    );
    trace_of(
        true,
        &three,
        &expect![[r"
        error:
               … a
                 at «string»:1:2:
                    1| abcdefgh
                     |  ^

               … b
                 at «string»:1:3:
                    1| abcdefgh
                     |   ^

               … told

               … c

               error: wrong
    "]],
    );
}

#[test]
fn repeated_lines_are_counted() {
    let few = [("a", None); 6];
    trace_of(
        true,
        &few,
        &expect![[r"
        error:
               … a

               … a

               … a

               … a

               … a

               … a

               error: wrong
    "]],
    );
    let many = [("a", None); 7];
    trace_of(
        true,
        &many,
        &expect![[r"
        error:
               … a

               (6 duplicate frames omitted)

               error: wrong
    "]],
    );
}

//! Errors as a person reads them: trace, message, place, source excerpt with a marker, suggestion.

use crate::error::{Error, TraceLine};
use crate::runtime::Runtime;
use crate::source::{Location, Position};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write as _;
use std::ops::Range;

/// Bytes of a source line that are shown.
const LINE_LIMIT: usize = 120;

/// Trace lines shown at each end of a trace that is longer than both together.
const TRACE_LIMIT: usize = 50;

/// The text of an error, with the escape sequences of colours; `anstream` and its like remove them where no terminal is.
///
/// The lines of the trace, if the options ask for it, come first, the outermost first of all, so that the message is near the end, where a person
/// looks. The text ends in a newline.
pub fn render<'h>(runtime: &Runtime<'h>, error: Error<'h>) -> String {
    let title = Level::ERROR.primary_title(error.message());
    let mut text = String::new();
    if runtime.options.show_trace {
        text = trace(runtime, &error.trace());
    }
    push(&mut text, Group::with_title(title));
    if let Some(location) = runtime.sources.locate(error.position()) {
        // Said apart from the excerpt, whose lines may be cut.
        let _ = writeln!(text, " --> {}", display(&location));
        let excerpt = Group::with_level(Level::ERROR).element(excerpt(&location));
        push(&mut text, excerpt);
    }
    if let Some(suggestion) = error.suggestion() {
        let suggestion = Level::HELP.secondary_title(suggestion);
        push(&mut text, Group::with_title(suggestion));
    }
    text
}

fn push(text: &mut String, group: Group<'_>) {
    *text += &Renderer::styled().render(&[group]);
    text.push('\n');
}

/// `FILE:LINE:COLUMN` of a position, if it is in a source.
pub fn locate(runtime: &Runtime<'_>, position: Position) -> Option<String> {
    runtime
        .sources
        .locate(position)
        .map(|location| display(&location))
}

fn display(location: &Location) -> String {
    let origin = visible(&location.source.origin.display());
    format!("{origin}:{}:{}", location.line, location.column)
}

fn trace(runtime: &Runtime<'_>, lines: &[TraceLine<'_>]) -> String {
    let mut text = String::new();
    let shortened = lines.len() > 2 * TRACE_LIMIT;
    for (index, line) in lines.iter().enumerate() {
        if shortened && (TRACE_LIMIT..lines.len() - TRACE_LIMIT).contains(&index) {
            if index == TRACE_LIMIT {
                let left_out = lines.len() - 2 * TRACE_LIMIT;
                let _ = writeln!(text, "… ({left_out} more lines)");
            }
            continue;
        }
        let _ = match locate(runtime, line.position) {
            Some(place) => writeln!(text, "… {} at {place}", visible(line.message)),
            None => writeln!(text, "… {}", visible(line.message)),
        };
    }
    text
}

/// A text whose control characters cannot act on a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' => ' ',
            '\0'..='\x1f' => char::from_u32('\u{2400}' as u32 + character as u32).unwrap_or('�'),
            '\x7f' => '\u{2421}',
            '\u{80}'..='\u{9f}' => '�',
            other => other,
        })
        .collect()
}

fn excerpt(location: &Location) -> Snippet<'static, Annotation<'static>> {
    let excerpt = Excerpt::new(&location.source.text, location.offset);
    Snippet::source(excerpt.text)
        .line_start(location.line as usize - excerpt.lines_before)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(excerpt.marked))
}

/// The line of an offset with one line before and after it, each cut to a bearable length.
#[derive(Debug)]
struct Excerpt {
    text: String,
    marked: Range<usize>,
    lines_before: usize,
}

impl Excerpt {
    fn new(source: &str, offset: usize) -> Self {
        let offset = floor(source, offset);
        let start = source[..offset].rfind('\n').map_or(0, |index| index + 1);
        let end = source[offset..]
            .find('\n')
            .map_or(source.len(), |index| offset + index);
        let mut text = String::new();
        let mut lines_before = 0;
        if let Some(before) = source[..start].strip_suffix('\n') {
            let line = &before[before.rfind('\n').map_or(0, |index| index + 1)..];
            push_cut(&mut text, line, 0);
            text.push('\n');
            lines_before = 1;
        }
        let mark = push_cut(&mut text, &source[start..end], offset - start);
        if start == end {
            // An empty last line would not be shown.
            text.push(' ');
        }
        let width = text[mark..].chars().next().map_or(0, char::len_utf8);
        if let Some(after) = source.get(end + 1..).filter(|rest| !rest.is_empty()) {
            text.push('\n');
            let line = &after[..after.find('\n').unwrap_or(after.len())];
            push_cut(&mut text, line, 0);
        }
        Self {
            text,
            marked: mark..mark + width,
            lines_before,
        }
    }
}

/// Appends the part of a line around a column; the result is where that column is in the text.
fn push_cut(text: &mut String, line: &str, column: usize) -> usize {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let column = column.min(line.len());
    if line.len() <= LINE_LIMIT {
        text.push_str(line);
        return text.len() - line.len() + column;
    }
    let from = if column <= LINE_LIMIT / 2 {
        0
    } else {
        floor(line, column - LINE_LIMIT / 2)
    };
    let to = floor(line, (from + LINE_LIMIT).min(line.len()));
    if from > 0 {
        text.push('…');
    }
    let mark = text.len() + column - from;
    text.push_str(&line[from..to]);
    if to < line.len() {
        text.push('…');
    }
    mark
}

/// The beginning of the character that an offset is in.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
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
            .error("attribute 'x' missing")
            .at(&heap, position)
            .suggesting(&heap, "Did you mean y?")
            .traced(&heap, "while calling the 'map' builtin", position)
            .traced(&heap, "while evaluating a thing", Position::NONE);
        expected.assert_eq(&anstream::adapter::strip_str(&render(&runtime, error)).to_string());
    }

    #[test]
    fn the_place_is_shown_with_its_lines() {
        check(
            "let\n  y = 1;\nin a.x\n",
            16,
            &expect![[r"
                … while evaluating a thing
                … while calling the 'map' builtin at /a.nix:3:4
                error: attribute 'x' missing
                 --> /a.nix:3:4
                  |
                2 |   y = 1;
                3 | in a.x
                  |    ^
                help: Did you mean y?
            "]],
        );
    }

    #[test]
    fn the_end_of_the_text_can_be_marked() {
        check(
            "1 +",
            3,
            &expect![[r"
            … while evaluating a thing
            … while calling the 'map' builtin at /a.nix:1:4
            error: attribute 'x' missing
             --> /a.nix:1:4
              |
            1 | 1 +
              |    ^
            help: Did you mean y?
        "]],
        );
        check(
            "",
            0,
            &expect![[r"
            … while evaluating a thing
            … while calling the 'map' builtin at /a.nix:1:1
            error: attribute 'x' missing
             --> /a.nix:1:1
              |
            1 |  
              | ^
            help: Did you mean y?
        "]],
        );
        check(
            "1 +\n",
            4,
            &expect![[r"
            … while evaluating a thing
            … while calling the 'map' builtin at /a.nix:2:1
            error: attribute 'x' missing
             --> /a.nix:2:1
              |
            1 | 1 +
            2 |  
              | ^
            help: Did you mean y?
        "]],
        );
    }

    #[test]
    fn control_characters_are_visible() {
        check(
            "\u{1b}[31m \u{7} \t x\r\n",
            9,
            &expect![[r"
            … while evaluating a thing
            … while calling the 'map' builtin at /a.nix:1:10
            error: attribute 'x' missing
             --> /a.nix:1:10
              |
            1 | ␛[31m ␇      x
              |             ^
            help: Did you mean y?
        "]],
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("{}éx{}", "é".repeat(5000), "b".repeat(5000));
        check(
            &text,
            10_002,
            &expect![[r"
            … while evaluating a thing
            … while calling the 'map' builtin at /a.nix:1:10003
            error: attribute 'x' missing
             --> /a.nix:1:10003
              |
            1 | …ééééééééééééééééééééééééééééééxbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
              |                                ^
            help: Did you mean y?
        "]],
        );
    }

    #[test]
    fn long_traces_are_cut() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, options());
        let mut error = runtime.error("deep");
        for index in 0..1000 {
            error = error.traced(&heap, &format!("line {index}"), Position::NONE);
        }
        let text = render(&runtime, error);
        assert_eq!(text.lines().count(), 2 * TRACE_LIMIT + 2);
        assert!(text.contains("… (900 more lines)"), "{text}");
    }
}

//! Errors as a person reads them: trace, message, place, source excerpt with a marker, suggestion; laid out as C++ Nix does.

use crate::error::{Error, Prominence, TraceLine};
use crate::runtime::Runtime;
use crate::source::{Location, Position};
use rustc_hash::FxHashSet;

/// Bytes of a source line that are shown: generated files have lines without end.
const LINE_LIMIT: usize = 4096;

/// What is in front of every line but the first.
const INDENT: usize = 7;

/// Lines that repeat earlier ones are counted instead of shown where more than this many stand together.
const REPEATS_SHOWN: usize = 5;

/// Weight of the lines shown of a trace that nobody asked for in full; a line with a place counts twice.
const SHORT_TRACE: usize = 3;

const RED: &str = "\u{1b}[31;1m";
const BLUE: &str = "\u{1b}[34;1m";
const MAGENTA: &str = "\u{1b}[35;1m";
const PLAIN: &str = "\u{1b}[0m";

/// The text of an error, with the escape sequences of colours; `anstream` and its like remove them where no terminal is.
///
/// The trace comes first, its outermost line first of all, so that the message is near the end, where a person looks.
/// Without `--show-trace` only its outermost lines are there. The text ends in a newline.
pub fn render<'h>(runtime: &Runtime<'h>, error: Error<'h>) -> String {
    let trace = trace(runtime, &error.trace());
    let mut text = format!("{RED}error:{PLAIN}");
    if !trace.is_empty() {
        // Only between the lines is there an empty one.
        text.push_str(trace.strip_prefix('\n').unwrap_or(&trace));
        push_line(&mut text, "");
        push_line(&mut text, &format!("{}{RED}error:{PLAIN}", indent(INDENT)));
    }
    let message = error.message().trim_end();
    if !message.is_empty() {
        text.push(' ');
        push_message(&mut text, message);
    }
    if let Some(location) = runtime.sources.locate(error.position()) {
        push_place(&mut text, &location, INDENT);
    }
    if let Some(suggestion) = error.suggestion() {
        push_line(
            &mut text,
            &format!("{}{}", indent(INDENT), visible(suggestion)),
        );
    }
    // The last line, too, ends without blanks.
    push_line(&mut text, "");
    text
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

/// The lines of a trace that are shown, each after an empty line.
fn trace(runtime: &Runtime<'_>, lines: &[TraceLine<'_>]) -> String {
    let mut text = String::new();
    let mut seen = FxHashSet::default();
    let mut repeats = Vec::new();
    let mut weight = 0;
    let mut truncated = false;
    for line in lines.iter().filter(|line| !line.message.is_empty()) {
        let cut = weight > SHORT_TRACE && !runtime.options.show_trace;
        if cut && line.prominence == Prominence::Ordinary {
            truncated = true;
            continue;
        }
        if !seen.insert((line.message, line.position)) {
            repeats.push(line);
            continue;
        }
        push_repeats(&mut text, runtime, &mut repeats);
        weight += 1 + usize::from(push_trace_line(&mut text, runtime, line));
    }
    push_repeats(&mut text, runtime, &mut repeats);
    if truncated {
        push_line(&mut text, "");
        let hint = "(stack trace truncated; use '--show-trace' to show the full, detailed trace)";
        push_line(
            &mut text,
            &format!("{}{MAGENTA}{hint}{PLAIN}", indent(INDENT)),
        );
    }
    text
}

/// Lines that repeat earlier ones: themselves if they are few, else their number.
fn push_repeats(text: &mut String, runtime: &Runtime<'_>, repeats: &mut Vec<&TraceLine<'_>>) {
    if repeats.len() > REPEATS_SHOWN {
        push_line(text, "");
        let number = repeats.len();
        let hint = format!("({number} duplicate frames omitted)");
        push_line(text, &format!("{}{MAGENTA}{hint}{PLAIN}", indent(INDENT)));
    } else {
        for line in repeats.iter() {
            push_trace_line(text, runtime, line);
        }
    }
    repeats.clear();
}

/// One line of a trace; whether it has a place.
fn push_trace_line(text: &mut String, runtime: &Runtime<'_>, line: &TraceLine<'_>) -> bool {
    push_line(text, "");
    push_line(text, &format!("{}{BLUE}…{PLAIN} ", indent(INDENT)));
    push_message(text, line.message.trim_end());
    let location = runtime.sources.locate(line.position);
    if let Some(location) = &location {
        push_place(text, location, INDENT + 2);
    }
    location.is_some()
}

/// Begins a new line, once the one before has no blanks at its end.
fn push_line(text: &mut String, line: &str) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
    text.push_str(line);
}

/// A message whose first line goes on where the text ends.
fn push_message(text: &mut String, message: &str) {
    for (index, line) in message.split('\n').enumerate() {
        if index > 0 {
            push_line(text, &indent(INDENT));
        }
        push_visible(text, line);
    }
    text.truncate(text.trim_end_matches(' ').len());
}

/// A place with its line, one before and one after it.
fn push_place(text: &mut String, location: &Location, indentation: usize) {
    let place = display(location);
    push_line(
        text,
        &format!("{}at {BLUE}{place}{PLAIN}:", indent(indentation)),
    );
    let source = &location.source.text;
    if source.is_empty() {
        return;
    }
    let offset = floor(source, location.offset);
    let start = source[..offset].rfind('\n').map_or(0, |index| index + 1);
    let end = source[offset..]
        .find('\n')
        .map_or(source.len(), |index| offset + index);
    let number = location.line as usize;
    if let Some(before) = source[..start].strip_suffix('\n') {
        let line = &before[before.rfind('\n').map_or(0, |index| index + 1)..];
        push_source(text, number - 1, line, 0);
    }
    let marked = push_source(text, number, &source[start..end], offset - start);
    push_line(
        text,
        &format!("{}| {}{RED}^{PLAIN}", indent(INDENT + 6), indent(marked)),
    );
    if let Some(after) = source.get(end + 1..) {
        let line = &after[..after.find('\n').unwrap_or(after.len())];
        push_source(text, number + 1, line, 0);
    }
}

/// A numbered source line, or the part of it around a byte; where that byte is in what is shown.
fn push_source(text: &mut String, number: usize, line: &str, byte: usize) -> usize {
    push_line(text, &format!("{}{number:5}| ", indent(INDENT + 1)));
    if line.len() <= LINE_LIMIT {
        push_visible(text, line);
        return byte;
    }
    let from = floor(line, byte.saturating_sub(LINE_LIMIT / 2));
    let to = floor(line, (from + LINE_LIMIT).min(line.len()));
    let (before, after) = (from > 0, to < line.len());
    text.push_str(if before { "…" } else { "" });
    push_visible(text, &line[from..to]);
    text.push_str(if after { "…" } else { "" });
    byte - from + usize::from(before)
}

fn indent(columns: usize) -> String {
    " ".repeat(columns)
}

/// A text whose control characters cannot act on a terminal.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    push_visible(&mut shown, text);
    shown
}

/// Appends to a text: tabs as the blanks that C++ Nix shows for them, without escape sequences, carriage returns and
/// bells; other control characters by their pictures.
fn push_visible(text: &mut String, more: &str) {
    for part in anstream::adapter::strip_str(more) {
        for character in part.chars() {
            let shown = match character {
                '\t' => {
                    text.push_str(&indent(8 - width(text) % 8));
                    continue;
                }
                '\r' | '\u{7}' => continue,
                '\n' => ' ',
                '\0'..='\x1f' => {
                    char::from_u32('\u{2400}' as u32 + character as u32).unwrap_or('\u{fffd}')
                }
                '\x7f' => '\u{2421}',
                '\u{80}'..='\u{9f}' => '\u{fffd}',
                other => other,
            };
            text.push(shown);
        }
    }
}

/// The characters of a text, over all its lines: tabs stop at every eighth of them.
fn width(text: &str) -> usize {
    let characters = anstream::adapter::strip_str(text).flat_map(str::chars);
    characters.filter(|&character| character != '\n').count()
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
mod tests;

//! Reading standard error: the traces and warnings, and the final error without its source excerpt.

/// Standard error taken apart.
pub(super) struct Report {
    /// The lines before the first error, without the error's own trace.
    pub warnings: String,
    /// The last error as a case states it: message lines, suggestion, then `at PLACE`.
    pub error: Option<String>,
}

/// Takes a report apart, in which a place is given as `at FILE:LINE:COLUMN:` followed by an excerpt.
pub(super) fn read(text: &str, file: &str) -> Report {
    let plain = strip_escapes(text);
    let lines: Vec<&str> = plain.lines().collect();
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&index| error_start(lines[index]).is_some())
        .collect();
    let (Some(&first), Some(&last)) = (starts.first(), starts.last()) else {
        return Report {
            warnings: joined(&lines),
            error: None,
        };
    };
    Report {
        warnings: joined(&lines[..first]),
        error: Some(final_error(&lines[last..], file)),
    }
}

fn joined(lines: &[&str]) -> String {
    let end = lines
        .iter()
        .rposition(|line| !line.trim().is_empty())
        .map_or(0, |index| index + 1);
    lines[..end].iter().flat_map(|line| [*line, "\n"]).collect()
}

/// The text after `error:` if the line begins an error.
fn error_start(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("error:")?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix(' ')
    }
}

fn final_error(lines: &[&str], file: &str) -> String {
    let mut message = vec![error_start(lines[0]).unwrap_or_default()];
    let mut found = None;
    let mut suggestion = None;
    for line in &lines[1..] {
        let trimmed = line.trim();
        if let Some(question) = trimmed.find("Did you mean ") {
            suggestion = Some(&trimmed[question..]);
        } else if found.is_some() || trimmed.starts_with("Try 'nix-instantiate") {
            // The excerpt, or a hint at the command's own help.
        } else if let Some(written) = place(trimmed) {
            found = Some(written);
        } else {
            message.push(line.strip_prefix("       ").unwrap_or(line));
        }
    }
    while message.len() > 1 && message.last().is_some_and(|line| line.trim().is_empty()) {
        message.pop();
    }
    message.extend(suggestion);
    let found = found.map_or_else(|| "-".to_owned(), |written| relative(written, file));
    format!("{}\nat {found}\n", message.join("\n"))
}

/// The `FILE:LINE:COLUMN` of a line that gives a place.
fn place(line: &str) -> Option<&str> {
    let written = line
        .strip_prefix("at ")
        .and_then(|rest| rest.strip_suffix(':'))?;
    let mut parts = written.rsplitn(3, ':');
    let number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u32>().is_ok());
    (number(parts.next()) && number(parts.next())).then_some(written)
}

/// A place without the case's own file, and without the folder of the topic.
fn relative(written: &str, file: &str) -> String {
    let inside = written
        .strip_prefix("$DIR/")
        .or_else(|| written.strip_prefix("./"))
        .unwrap_or(written);
    match inside
        .strip_prefix(file)
        .and_then(|rest| rest.strip_prefix(':'))
    {
        Some(position) => position.to_owned(),
        None => inside.to_owned(),
    }
}

/// Text without terminal escape sequences.
pub(super) fn strip_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            if characters.next() == Some('[') {
                for inner in characters.by_ref() {
                    if inner.is_ascii_alphabetic() {
                        break;
                    }
                }
            }
        } else {
            out.push(character);
        }
    }
    out
}

//! What a line of a dialogue means, and whether it goes on.

use super::Dialogue;
use crate::loader;
use crate::syntax::SyntaxError;

/// A text that was given to a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<'t> {
    /// Nothing but blanks and comments.
    Empty,
    /// The beginning of something that goes on in the next line.
    Incomplete,
    /// `:NAME ARGUMENT`
    Command(&'t str, &'t str),
    /// An expression, or what is to be reported as a wrong one.
    Expression(&'t str),
    /// Bindings, as a set.
    Bindings(String),
}

impl Dialogue<'_> {
    /// Tells what a text means.
    pub fn read<'t>(&self, text: &'t str) -> Input<'t> {
        let trimmed = text.trim();
        if trimmed
            .lines()
            .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
        {
            return Input::Empty;
        }
        if let Some(command) = trimmed.strip_prefix(':') {
            let end = command.find(char::is_whitespace).unwrap_or(command.len());
            let (name, argument) = command.split_at(end);
            return Input::Command(name, argument.trim());
        }
        let Err(error) = self.parse(text) else {
            return Input::Expression(text);
        };
        let text_of_set = text.trim_end();
        // A comment ends with its line.
        let end = if text_of_set.contains('#') { "\n" } else { "" };
        for semicolon in [";", ""] {
            let set = format!("{{{text_of_set}{end}{semicolon}}}");
            if self.parse(&set).is_ok() {
                return Input::Bindings(set);
            }
        }
        let goes_on = goes_on(&error)
            || looks_like_binding(trimmed)
                && self
                    .parse(&format!("{{{text}"))
                    .is_err_and(|error| goes_on_binding(&error, text));
        if goes_on {
            Input::Incomplete
        } else {
            Input::Expression(text)
        }
    }

    /// Whether the expression of a command goes on in the next line.
    pub fn is_incomplete(&self, expression: &str) -> bool {
        !expression.is_empty() && self.parse(expression).is_err_and(|error| goes_on(&error))
    }

    fn parse(&self, text: &str) -> Result<(), SyntaxError> {
        loader::check_text(self.evaluator.runtime(), text, &self.folder)
    }
}

fn goes_on(error: &SyntaxError) -> bool {
    error
        .message
        .starts_with("syntax error, unexpected end of file")
}

/// As [`goes_on`] for the beginning of a set: a binding that only lacks its semicolon and brace is complete.
fn goes_on_binding(error: &SyntaxError, text: &str) -> bool {
    goes_on(error) && !text.trim_end().ends_with(';')
}

/// Whether a text begins as a binding does: a name and a single equals sign, or `inherit`.
fn looks_like_binding(text: &str) -> bool {
    if text.starts_with("inherit") {
        return true;
    }
    match text.find('=') {
        None => false,
        Some(index) => {
            let name = text[..index].trim();
            let is_part = |c: char| c.is_alphanumeric() || "_-'.\"${} ".contains(c);
            !name.is_empty() && name.chars().all(is_part) && !text[index..].starts_with("==")
        }
    }
}

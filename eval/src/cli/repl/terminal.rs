//! The dialogue at a terminal: editing, history, completion, and a way out of an evaluation that takes too long.

use super::{Failure, Next, Repl, commands, complain, history_file, is_incomplete};
use framelab_eval::dialogue::Dialogue;
use rustyline::completion::{Completer, FilenameCompleter};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

const PROMPT: &str = "framelab> ";

/// Reads and does line after line.
pub fn run(repl: &mut Repl) -> Result<(), Failure> {
    // A second interrupt before the next line ends the process: what does not look at the first may not end.
    let signal = signal_hook::consts::SIGINT;
    signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&repl.interrupt))
        .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&repl.interrupt)))
        .map_err(|error| Failure::Message(format!("handling interrupts: {error}")))?;
    let mut editor = editor(repl).map_err(|error| failure(&error))?;
    let history = history_file();
    if let Some(file) = &history {
        // A history that is not there yet, or cannot be read, is an empty one.
        let _ = editor.load_history(file);
    }
    complain("Type :? for help.");
    loop {
        match editor.readline(PROMPT) {
            Ok(text) => {
                remember(&mut editor, history.as_deref(), &text);
                if repl.process(&text)? == Next::End {
                    return Ok(());
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(failure(&error)),
        }
    }
}

fn failure(error: &ReadlineError) -> Failure {
    Failure::Message(format!("reading from the terminal: {error}"))
}

type LineEditor = Editor<Assistant, DefaultHistory>;

fn editor(repl: &Repl) -> rustyline::Result<LineEditor> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .history_ignore_space(true)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(Assistant {
        dialogue: Rc::clone(&repl.dialogue),
        files: FilenameCompleter::new(),
    }));
    Ok(editor)
}

/// Adds a text to the history, also in its file, where that can be written.
fn remember(editor: &mut LineEditor, file: Option<&Path>, text: &str) {
    let is_new = editor.add_history_entry(text).unwrap_or(false);
    let Some(file) = file.filter(|_| is_new) else {
        return;
    };
    if let Some(folder) = file.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = editor.append_history(file);
}

/// What helps while a line is edited.
struct Assistant {
    dialogue: Rc<RefCell<Dialogue<'static>>>,
    files: FilenameCompleter,
}

impl Completer for Assistant {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..position];
        let (name, argument) = match before.strip_prefix(':') {
            None => ("", before),
            Some(command) => {
                let Some(parts) = command.split_once(' ') else {
                    let names = commands::TABLE.iter().flat_map(|command| command.names);
                    let words = names.filter(|name| name.starts_with(command));
                    return Ok((1, words.map(|&name| name.to_owned()).collect()));
                };
                parts
            }
        };
        let takes_path = commands::named(name)
            .is_some_and(|command| command.argument == commands::Argument::Path);
        if takes_path {
            let (start, files) = self.files.complete(line, position, context)?;
            let words = files.into_iter().map(|file| file.replacement);
            return Ok((start, words.collect()));
        }
        let offset = before.len() - argument.len();
        let completion = self.dialogue.borrow_mut().complete(argument);
        Ok((offset + completion.start, completion.words))
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let input = context.input();
        // An empty line ends what seems to go on.
        let ended = input.ends_with("\n\n");
        if !ended && is_incomplete(&self.dialogue.borrow(), input) {
            Ok(ValidationResult::Incomplete)
        } else {
            Ok(ValidationResult::Valid(None))
        }
    }
}

impl Hinter for Assistant {
    type Hint = String;
}

impl Highlighter for Assistant {}

impl Helper for Assistant {}

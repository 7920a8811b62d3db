//! `framelab repl`: lines in, results out, until the end.

mod commands;
mod profile;
mod terminal;

use super::arguments::ReplArguments;
use super::{Failure, complain, input, memory, write_result};
use commands::{Action, Argument};
use framelab_eval::dialogue::{Colours, Dialogue, Input, Levels, Loaded};
use framelab_eval::error::Result as Outcome;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::kernel::files;
use framelab_eval::statistics::Statistics;
use framelab_eval::value::Value;
use std::cell::RefCell;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Runs the command.
pub fn run(arguments: &ReplArguments) -> Result<(), Failure> {
    let limit = arguments.max_heap.unwrap_or_else(memory::default_limit);
    // Never dropped: the process ends when the command does.
    let heap: &'static Heap = Box::leak(Box::new(Heap::with_limit(limit)));
    let mut options = input::options(&arguments.include, &arguments.settings);
    options.show_trace |= arguments.show_trace;
    let evaluator = Evaluator::with_counting_engine(heap, options, &arguments.engine)
        .ok_or_else(|| Failure::Message(format!("no engine is named '{}'", arguments.engine)))?;
    input::print_warnings(&evaluator);
    let mut repl = Repl::new(Dialogue::new(evaluator, &input::working_directory()?));
    let files = arguments.files.iter().cloned().map(Loaded::File);
    let expressions = arguments.expressions.iter().cloned();
    for loaded in files.chain(expressions.map(Loaded::Expression)) {
        repl.load(loaded);
    }
    let outcome = if io::stdin().is_terminal() {
        terminal::run(&mut repl)
    } else {
        script(&mut repl)
    };
    // The operating system frees memory faster.
    std::mem::forget(repl);
    outcome
}

/// Whether the dialogue goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Line,
    End,
}

/// A dialogue with its output.
struct Repl {
    /// Shared with completion.
    dialogue: Rc<RefCell<Dialogue<'static>>>,
    colours: Colours,
    show_trace: bool,
    /// What the last expression took and did.
    profile: Option<Statistics>,
    interrupt: Arc<AtomicBool>,
    /// Whether something went wrong, which is a script's exit code.
    failed: bool,
}

impl Repl {
    fn new(dialogue: Dialogue<'static>) -> Self {
        let interrupt = Arc::new(AtomicBool::new(false));
        let runtime = Rc::clone(dialogue.evaluator().runtime());
        // Set once: the dialogue is new.
        let _ = runtime.interrupt.set(Arc::clone(&interrupt));
        let colours = match anstream::AutoStream::choice(&io::stdout()) {
            anstream::ColorChoice::Never => Colours::Hidden,
            _ => Colours::Shown,
        };
        Self {
            dialogue: Rc::new(RefCell::new(dialogue)),
            colours,
            show_trace: runtime.options.show_trace,
            profile: None,
            interrupt,
            failed: false,
        }
    }

    /// Whether a text goes on in the next line.
    fn is_incomplete(&self, text: &str) -> bool {
        is_incomplete(&self.dialogue.borrow(), text)
    }

    /// Does what a text says.
    fn process(&mut self, text: &str) -> Result<Next, Failure> {
        self.interrupt.store(false, Ordering::Relaxed);
        let input = self.dialogue.borrow().read(text);
        match input {
            Input::Empty => Ok(Next::Line),
            Input::Command(name, argument) => self.command(name, argument),
            Input::Bindings(set) => {
                self.attempt(|dialogue| dialogue.bind(&set));
                Ok(Next::Line)
            }
            // What is incomplete at the end is told of as what it is.
            Input::Expression(_) | Input::Incomplete => self.show(text, Levels::One),
        }
    }

    fn command(&mut self, name: &str, argument: &str) -> Result<Next, Failure> {
        let Some(command) = commands::named(name) else {
            self.complain(&format!("unknown command ':{name}', see ':?'"));
            return Ok(Next::Line);
        };
        let wanted = command.argument == Argument::Expression && command.action != Action::Build;
        if wanted && argument.is_empty() {
            self.complain(&format!("':{name}' needs an expression"));
            return Ok(Next::Line);
        }
        match command.action {
            Action::Add => {
                if let Some(names) = self.attempt(|dialogue| dialogue.add(argument)) {
                    added(&names);
                }
            }
            Action::Build => self.complain(&format!(
                "':{name}' needs derivations to be built, and framelab only evaluates"
            )),
            Action::Document => {
                if let Some(text) = self.attempt(|dialogue| dialogue.documentation(argument)) {
                    write_result(text.as_bytes())?;
                }
            }
            Action::Help => write_result(commands::help().as_bytes())?,
            Action::Load => {
                let path = if argument.is_empty() { "." } else { argument };
                self.load(Loaded::File(PathBuf::from(path)));
            }
            Action::LoadFlake => self.complain(&format!(
                "':{name}' is not available: flakes need a network; ':l' loads a file"
            )),
            Action::Print => return self.show(argument, Levels::All),
            Action::Quit => return Ok(Next::End),
            Action::Reload => {
                let loaded = self.dialogue.borrow_mut().reset();
                for loaded in loaded {
                    complain(&format!("Loading '{loaded}'..."));
                    self.load(loaded);
                }
            }
            Action::Statistics => match &self.profile {
                Some(profile) => write_result(profile.to_string().as_bytes())?,
                None => self.complain("no expression was evaluated yet"),
            },
            Action::Trace => self.choose_trace(argument),
            Action::Type => {
                if let Some(text) = self.attempt(|dialogue| dialogue.described(argument)) {
                    write_result(format!("{text}\n").as_bytes())?;
                }
            }
        }
        Ok(Next::Line)
    }

    /// Evaluates and shows an expression, and keeps its profile.
    fn show(&mut self, text: &str, levels: Levels) -> Result<Next, Failure> {
        let colours = self.colours;
        let started = Instant::now();
        let before = {
            let mut dialogue = self.dialogue.borrow_mut();
            dialogue.evaluator_mut().restart(|_| ());
            profile::now(dialogue.evaluator(), started)
        };
        let shown = self.attempt(|dialogue| {
            let value: Value<'static> = dialogue.evaluate(text)?;
            dialogue.show(value, levels, colours)
        });
        let after = profile::now(self.dialogue.borrow().evaluator(), started);
        self.profile = Some(profile::between(&before, after));
        if let Some(mut shown) = shown {
            shown.push(b'\n');
            write_result(&shown)?;
        }
        Ok(Next::Line)
    }

    fn load(&mut self, loaded: Loaded) {
        if let Some(names) = self.attempt(|dialogue| dialogue.load(loaded)) {
            added(&names);
        }
    }

    fn choose_trace(&mut self, argument: &str) {
        let shown = match argument {
            "" => !self.show_trace,
            "true" => true,
            "false" => false,
            other => {
                self.complain(&format!("'{other}' is neither 'true' nor 'false'"));
                return;
            }
        };
        self.show_trace = shown;
        let mut dialogue = self.dialogue.borrow_mut();
        dialogue
            .evaluator_mut()
            .restart(|options| options.show_trace = shown);
        complain(if shown {
            "showing error traces"
        } else {
            "not showing error traces"
        });
    }

    /// Does something in the dialogue. An error is reported and ends nothing.
    fn attempt<T>(
        &mut self,
        run: impl FnOnce(&mut Dialogue<'static>) -> Outcome<'static, T>,
    ) -> Option<T> {
        let mut dialogue = self.dialogue.borrow_mut();
        match run(&mut dialogue) {
            Ok(value) => Some(value),
            Err(error) => {
                // Heard; what completion evaluates next is not meant.
                self.interrupt.store(false, Ordering::Relaxed);
                complain(dialogue.evaluator().report(error).trim_end_matches('\n'));
                self.failed = true;
                None
            }
        }
    }

    fn complain(&mut self, message: &str) {
        complain(&format!("error: {message}"));
        self.failed = true;
    }
}

fn is_incomplete(dialogue: &Dialogue<'_>, text: &str) -> bool {
    match dialogue.read(text) {
        Input::Incomplete => true,
        Input::Command(name, argument) => {
            let takes_expression = commands::named(name)
                .is_some_and(|command| command.argument == Argument::Expression);
            takes_expression && dialogue.is_incomplete(argument)
        }
        Input::Empty | Input::Expression(_) | Input::Bindings(_) => false,
    }
}

/// Names shown of those that were added.
const NAMES_SHOWN: usize = 20;

fn added(names: &[String]) {
    let noun = if names.len() == 1 {
        "variable"
    } else {
        "variables"
    };
    complain(&format!("Added {} {noun}.", names.len()));
    let shown = &names[..names.len().min(NAMES_SHOWN)];
    let more = names.len() - shown.len();
    if more > 0 {
        complain(&format!("{}, and {more} more", shown.join(", ")));
    } else if !shown.is_empty() {
        complain(&shown.join(", "));
    }
}

/// Bytes of a line that are read at once; what follows is the next line.
const LONGEST_LINE: u64 = 64 << 20;

/// Lines from something that is no terminal: no prompt, no history, and whether all went well as exit code.
fn script(repl: &mut Repl) -> Result<(), Failure> {
    let mut text = String::new();
    loop {
        let before = text.len();
        let mut bytes = Vec::new();
        let input = io::stdin().lock();
        let read = io::BufRead::read_until(&mut input.take(LONGEST_LINE), b'\n', &mut bytes);
        read.map_err(|error| {
            Failure::Message(format!("reading standard input: {}", files::reason(&error)))
        })?;
        text += &String::from_utf8_lossy(&bytes);
        let is_end = text.len() == before;
        if !is_end && repl.is_incomplete(&text) {
            continue;
        }
        if repl.process(text.trim_end_matches('\n'))? == Next::End || is_end {
            break;
        }
        text.clear();
    }
    if repl.failed {
        Err(Failure::Reported)
    } else {
        Ok(())
    }
}

/// The file that keeps what was typed: in the folder for state that the XDG base directories have.
fn history_file() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".local/state")))?;
    Some(state.join("framelab/repl-history"))
}

//! Values as a dialogue shows them: over several lines, cut short below the first level or whole, failures in place.

use super::ends_everything;
use crate::error::{Error, Result};
use crate::evaluator::Evaluator;
use crate::print::{float, for_trace, name, string};
use crate::value::{Attrs, List, NixString, ThunkState, Value};
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// How deep a value is evaluated and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// Lists and sets inside the value are `[ ... ]` and `{ ... }`.
    One,
    /// Everything; a string by itself is shown as it is.
    All,
}

/// Whether escape sequences tell the kinds of values apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// As `nix repl` has them.
    Shown,
    /// Text only.
    Hidden,
}

/// What a line is indented by for each level.
const INDENT: usize = 2;

const NUMBER: &str = "36;1";
const TEXT: &str = "35;1";
const PATH: &str = "32;1";
const FUNCTION: &str = "34;1";
const FAILURE: &str = "31;1";

/// Evaluates a value as deep as it is shown, and shows it.
pub fn show<'h>(
    evaluator: &mut Evaluator<'h>,
    value: Value<'h>,
    levels: Levels,
    colours: Colours,
) -> Result<'h, Vec<u8>> {
    let value = evaluator.force(value)?;
    if let (Value::String(text), Levels::All) = (value, levels) {
        return Ok(text.bytes().to_vec());
    }
    evaluate(evaluator, value, levels)?;
    let mut printer = Printer {
        evaluator,
        levels,
        colours,
        output: Vec::new(),
        seen: FxHashSet::default(),
        tasks: vec![Task::Value(value, 0)],
    };
    match printer.run() {
        Ok(()) => Ok(printer.output),
        Err(_) => Err(Error::heap_full(evaluator.runtime().heap)),
    }
}

/// Forces what is shown of a value; what fails keeps its failure.
fn evaluate<'h>(evaluator: &mut Evaluator<'h>, value: Value<'h>, levels: Levels) -> Result<'h, ()> {
    let mut seen = FxHashSet::default();
    let mut pending = vec![(value, 0)];
    while let Some((value, level)) = pending.pop() {
        let value = match evaluator.force(value) {
            Ok(value) => value,
            Err(error) if level == 0 || ends_everything(error) => return Err(error),
            Err(_) => continue,
        };
        let goes_deeper = level == 0 || levels == Levels::All;
        match value {
            Value::Attrs(attrs) if seen.insert(attrs.address()) => {
                if is_derivation(evaluator, attrs)? {
                    match derivation_path(evaluator, attrs) {
                        Err(error) if level == 0 || ends_everything(error) => return Err(error),
                        Ok(_) | Err(_) => {}
                    }
                } else if goes_deeper {
                    let entries = attrs.entries(evaluator.runtime().heap).iter().rev();
                    pending.extend(entries.map(|attr| (attr.value, level + 1)));
                }
            }
            Value::List(list) if goes_deeper && seen.insert(list.address()) => {
                let items = list.items().rev();
                pending.extend(items.map(|item| (item, level + 1)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a set says that it is a derivation; its type is evaluated for that.
fn is_derivation<'h>(evaluator: &mut Evaluator<'h>, attrs: Attrs<'h>) -> Result<'h, bool> {
    let Some(kind) = attrs.value(evaluator.runtime().names.kind) else {
        return Ok(false);
    };
    match evaluator.force(kind) {
        Ok(Value::String(kind)) => Ok(kind.bytes() == b"derivation"),
        Err(error) if ends_everything(error) => Err(error),
        Ok(_) | Err(_) => Ok(false),
    }
}

fn derivation_path<'h>(
    evaluator: &mut Evaluator<'h>,
    attrs: Attrs<'h>,
) -> Result<'h, Option<NixString<'h>>> {
    let Some(path) = attrs.value(evaluator.runtime().names.drv_path) else {
        return Ok(None);
    };
    match evaluator.force(path)? {
        Value::String(path) => Ok(Some(path)),
        _ => Ok(None),
    }
}

/// What is left to print, the next task last.
enum Task<'h> {
    /// A value at a level.
    Value(Value<'h>, usize),
    /// The name of an attribute and what follows it.
    Name(crate::symbol::Symbol),
    /// Text.
    Text(&'static str),
    /// A new line at a level.
    Line(usize),
}

struct Printer<'e, 'h> {
    evaluator: &'e mut Evaluator<'h>,
    levels: Levels,
    colours: Colours,
    output: Vec<u8>,
    seen: FxHashSet<usize>,
    tasks: Vec<Task<'h>>,
}

impl<'h> Printer<'_, 'h> {
    fn run(&mut self) -> io::Result<()> {
        while let Some(task) = self.tasks.pop() {
            // Values that are shared are shown in every place, and indented.
            if self.evaluator.runtime().heap.is_full(self.output.len()) {
                return Err(io::ErrorKind::OutOfMemory.into());
            }
            match task {
                Task::Value(value, level) => self.value(value, level)?,
                Task::Name(symbol) => {
                    let symbols = &self.evaluator.runtime().symbols;
                    name(&mut self.output, symbols.name(symbol))?;
                    self.output.extend_from_slice(b" = ");
                }
                Task::Text(text) => self.output.extend_from_slice(text.as_bytes()),
                Task::Line(level) => {
                    self.output.push(b'\n');
                    let length = self.output.len() + level * INDENT;
                    self.output.resize(length, b' ');
                }
            }
        }
        Ok(())
    }

    fn value(&mut self, value: Value<'h>, level: usize) -> io::Result<()> {
        if let Value::Thunk(thunk) = value
            && let ThunkState::Failed(error) = thunk.state()
        {
            return self.failure(error);
        }
        match value.resolved() {
            Value::Null => self.coloured(NUMBER, b"null"),
            Value::Bool(boolean) => self.coloured(NUMBER, boolean.to_string().as_bytes()),
            Value::Int(integer) => self.coloured(NUMBER, integer.to_string().as_bytes()),
            Value::Float(number) => self.coloured(NUMBER, float(number).as_bytes()),
            Value::Path(path) => self.coloured(PATH, path.bytes()),
            Value::String(text) => {
                let mut quoted = Vec::new();
                string(&mut quoted, text.bytes())?;
                self.coloured(TEXT, &quoted)
            }
            Value::List(list) => self.list(value, list, level),
            Value::Attrs(attrs) => self.attrs(attrs, level),
            function @ (Value::Closure(_) | Value::Builtin(_) | Value::Partial(_)) => {
                let text = for_trace(self.evaluator.runtime(), function);
                self.coloured(FUNCTION, text.as_bytes())
            }
            Value::Thunk(_) => self.coloured(TEXT, "«thunk»".as_bytes()),
        }
    }

    fn coloured(&mut self, colour: &str, text: &[u8]) -> io::Result<()> {
        if self.colours == Colours::Hidden {
            return self.output.write_all(text);
        }
        write!(self.output, "\u{1b}[{colour}m")?;
        self.output.write_all(text)?;
        self.output.write_all(b"\x1b[0m")
    }

    fn failure(&mut self, error: Error<'h>) -> io::Result<()> {
        let text = format!("«error: {}»", error.message());
        self.coloured(FAILURE, text.as_bytes())
    }

    /// Whether a list or set is only named, because it was shown before or lies too deep.
    fn is_cut(&mut self, identity: usize, level: usize, cut: &'static str) -> io::Result<bool> {
        if !self.seen.insert(identity) {
            self.coloured(TEXT, "«repeated»".as_bytes())?;
            return Ok(true);
        }
        if self.levels == Levels::One && level > 0 {
            self.output.write_all(cut.as_bytes())?;
            return Ok(true);
        }
        Ok(false)
    }

    fn list(&mut self, value: Value<'h>, list: List<'h>, level: usize) -> io::Result<()> {
        // A list is the same only if it is the same variable.
        let identity = match value {
            Value::Thunk(thunk) => thunk.address(),
            _ => list.address(),
        };
        let cut = "[ ... ]";
        if list.is_empty() {
            let cut_short = self.levels == Levels::One && level > 0;
            let text = if cut_short { cut } else { "[ ]" };
            return self.output.write_all(text.as_bytes());
        }
        if self.is_cut(identity, level, cut)? {
            return Ok(());
        }
        let lines = takes_lines(list.items());
        self.output.push(b'[');
        self.tasks.push(Task::Text("]"));
        self.push_break(lines, level);
        for item in list.items().rev() {
            self.tasks.push(Task::Value(item, level + 1));
            self.push_break(lines, level + 1);
        }
        Ok(())
    }

    fn attrs(&mut self, attrs: Attrs<'h>, level: usize) -> io::Result<()> {
        if is_derivation(self.evaluator, attrs).unwrap_or(false) {
            return self.derivation(attrs);
        }
        let cut = "{ ... }";
        if attrs.is_empty() {
            let cut_short = self.levels == Levels::One && level > 0;
            let text = if cut_short { cut } else { "{ }" };
            return self.output.write_all(text.as_bytes());
        }
        if self.is_cut(attrs.address(), level, cut)? {
            return Ok(());
        }
        let runtime = self.evaluator.runtime();
        let entries = attrs.sorted_by_name(runtime.heap, &runtime.symbols);
        let lines = takes_lines(entries.iter().map(|attr| attr.value));
        self.output.push(b'{');
        self.tasks.push(Task::Text("}"));
        self.push_break(lines, level);
        for attr in entries.into_iter().rev() {
            self.tasks.push(Task::Text(";"));
            self.tasks.push(Task::Value(attr.value, level + 1));
            self.tasks.push(Task::Name(attr.name));
            self.push_break(lines, level + 1);
        }
        Ok(())
    }

    fn push_break(&mut self, lines: bool, level: usize) {
        self.tasks.push(if lines {
            Task::Line(level)
        } else {
            Task::Text(" ")
        });
    }

    /// A derivation is its path.
    fn derivation(&mut self, attrs: Attrs<'h>) -> io::Result<()> {
        let path = match derivation_path(self.evaluator, attrs) {
            Ok(path) => path,
            Err(error) => return self.failure(error),
        };
        let mut text = "«derivation".as_bytes().to_vec();
        if let Some(path) = path {
            text.push(b' ');
            text.extend_from_slice(path.bytes());
        }
        text.extend_from_slice("»".as_bytes());
        self.coloured(PATH, &text)
    }
}

/// Whether a list or set takes a line for each value: all but those that hold one simple value.
fn takes_lines<'h>(mut values: impl Iterator<Item = Value<'h>>) -> bool {
    let first = values.next().map(Value::resolved);
    values.next().is_some() || matches!(first, Some(Value::List(_) | Value::Attrs(_)))
}

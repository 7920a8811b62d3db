//! Values as text: as the command prints results, and shortened as error messages quote them.
//!
//! Both forms are those of C++ Nix, byte for byte. Printing never evaluates; what has not been evaluated is a
//! placeholder. It walks a worklist, so depth costs heap only.

mod atoms;
mod xml;

pub use atoms::{float, is_plain_name, name, string};
pub use xml::{Places, XmlWriter, xml};

use crate::bytecode::Code;
use crate::runtime::Runtime;
use crate::value::{Attr, Attrs, Callee, Items, List, NixString, ThunkState, Value};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::io::{self, Write};

/// How far a result was evaluated before it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evaluated {
    /// It is no thunk; what it contains may be.
    Shallow,
    /// It and everything it contains.
    Deep,
}

/// Prints a result: a thunk is `<CODE>`, a set or list that was met before `«repeated»`.
pub fn print<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    evaluated: Evaluated,
    output: &mut impl Write,
) -> io::Result<()> {
    Printer::new(runtime, Style::Result(evaluated), output).print(value)
}

/// A result as a string; bytes that are not UTF-8 are replaced.
pub fn to_string<'h>(runtime: &Runtime<'h>, value: Value<'h>, evaluated: Evaluated) -> String {
    collect(runtime, value, Style::Result(evaluated))
}

/// Whether a value inside another passes for one that was not evaluated.
///
/// Functions are stored as they are, without a thunk, where C++ Nix makes one. Nearly all of them stand as they
/// were written, so that is how they are shown; behind a thunk, or among values that were all evaluated, they
/// are themselves.
pub fn is_unevaluated(value: Value<'_>) -> bool {
    match value {
        Value::Thunk(thunk) => thunk.value().is_none(),
        Value::Closure(_) => true,
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Builtin(_)
        | Value::Partial(_) => false,
    }
}

/// A value as an error message quotes it: nesting, long lists, sets and strings are cut short.
pub fn for_message<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> String {
    collect(runtime, value, Style::Message)
}

/// A value as `builtins.trace` shows it: as [`for_message`], whole.
pub fn for_trace<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> String {
    collect(runtime, value, Style::Trace)
}

/// The noun that error messages use, with the name of a builtin: "a set", "the built-in function 'map'".
pub fn described(value: Value<'_>) -> Cow<'static, str> {
    match value.resolved() {
        Value::Builtin(builtin) => format!("the built-in function '{}'", builtin.name).into(),
        Value::Partial(partial) => match partial.callee() {
            Callee::Builtin(builtin) => {
                format!("the partially applied built-in function '{}'", builtin.name).into()
            }
            Callee::Closure(_) => partial.described().into(),
        },
        other => other.described().into(),
    }
}

fn collect<'h>(runtime: &Runtime<'h>, value: Value<'h>, style: Style) -> String {
    let mut bytes = Vec::new();
    // Writing to a vector cannot fail.
    let _ = Printer::new(runtime, style, &mut bytes).print(value);
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

/// Which of the forms is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Result(Evaluated),
    Message,
    Trace,
}

/// Levels of nesting in a message.
const MESSAGE_DEPTH: usize = 10;
/// Attributes in a message, over all its sets.
const MESSAGE_ATTRIBUTES: usize = 10;
/// List items in a message, over all its lists.
const MESSAGE_ITEMS: usize = 10;
/// Bytes of a string in a message.
const MESSAGE_STRING: usize = 1024;

/// A list or set that is being printed, and how far it was evaluated.
struct Open<'h> {
    rest: Rest<'h>,
    evaluated: Evaluated,
    /// Whether one of its values was printed, and is counted now that it is complete.
    started: bool,
}

/// What is left of a list or set.
enum Rest<'h> {
    List(Items<'h>),
    Attrs(std::vec::IntoIter<Attr<'h>>),
}

/// Whether the contents of a list or set look evaluated: some thunk was, and none is left.
fn evaluated<'h>(contents: impl Iterator<Item = Value<'h>>) -> Evaluated {
    let mut evaluated = Evaluated::Shallow;
    for value in contents {
        if let Value::Thunk(thunk) = value {
            if thunk.value().is_none() {
                return Evaluated::Shallow;
            }
            evaluated = Evaluated::Deep;
        }
    }
    evaluated
}

struct Printer<'a, 'h, W> {
    runtime: &'a Runtime<'h>,
    style: Style,
    output: &'a mut W,
    open: Vec<Open<'h>>,
    seen: FxHashSet<usize>,
    attributes: usize,
    items: usize,
}

impl<'a, 'h, W: Write> Printer<'a, 'h, W> {
    fn new(runtime: &'a Runtime<'h>, style: Style, output: &'a mut W) -> Self {
        Self {
            runtime,
            style,
            output,
            open: Vec::new(),
            seen: FxHashSet::default(),
            attributes: 0,
            items: 0,
        }
    }

    fn print(mut self, value: Value<'h>) -> io::Result<()> {
        self.value(value)?;
        while let Some(open) = self.open.pop() {
            match open.rest {
                Rest::List(items) => {
                    self.items += usize::from(open.started);
                    self.next_item(items, open.evaluated)?;
                }
                Rest::Attrs(attrs) => {
                    self.attributes += usize::from(open.started);
                    self.next_attribute(attrs, open.evaluated)?;
                }
            }
        }
        Ok(())
    }

    fn next_item(&mut self, mut items: Items<'h>, evaluated: Evaluated) -> io::Result<()> {
        let left = items.len();
        let Some(item) = items.next() else {
            self.output.write_all(b"]")?;
            return self.close();
        };
        if self.style == Style::Message && self.items >= MESSAGE_ITEMS {
            write!(self.output, "{} ]", elided(left, "item", "items"))?;
            return self.close();
        }
        self.push(Rest::List(items), evaluated, true);
        self.value(item)
    }

    fn next_attribute(
        &mut self,
        mut attrs: std::vec::IntoIter<Attr<'h>>,
        evaluated: Evaluated,
    ) -> io::Result<()> {
        let left = attrs.len();
        let Some(attr) = attrs.next() else {
            self.output.write_all(b"}")?;
            return self.close();
        };
        if self.style == Style::Message && self.attributes >= MESSAGE_ATTRIBUTES {
            write!(
                self.output,
                "{} }}",
                elided(left, "attribute", "attributes")
            )?;
            return self.close();
        }
        atoms::name(self.output, self.runtime.symbols.name(attr.name))?;
        self.output.write_all(b" = ")?;
        self.push(Rest::Attrs(attrs), evaluated, true);
        self.value(attr.value)
    }

    /// Prints a value, or the beginning of one that is then open.
    fn value(&mut self, value: Value<'h>) -> io::Result<()> {
        let is_evaluated = self.style == Style::Result(Evaluated::Deep)
            || (self.open.last()).is_none_or(|open| open.evaluated == Evaluated::Deep);
        if !is_evaluated && is_unevaluated(value) {
            let text = self.placeholder(value);
            self.output.write_all(text.as_bytes())?;
            return self.close();
        }
        match value.resolved() {
            Value::Null => self.output.write_all(b"null")?,
            Value::Bool(boolean) => write!(self.output, "{boolean}")?,
            Value::Int(integer) => write!(self.output, "{integer}")?,
            Value::Float(number) => self.output.write_all(float(number).as_bytes())?,
            Value::String(text) => self.string(text)?,
            Value::Path(path) => self.output.write_all(path.bytes())?,
            Value::List(list) => return self.list(value, list),
            Value::Attrs(attrs) => return self.attrs(attrs),
            function @ (Value::Closure(_) | Value::Builtin(_) | Value::Partial(_)) => {
                let text = self.function(function);
                self.output.write_all(text.as_bytes())?;
            }
            pending @ Value::Thunk(_) => {
                let text = self.placeholder(pending);
                self.output.write_all(text.as_bytes())?;
            }
        }
        self.close()
    }

    /// What follows a value inside its list or set.
    fn close(&mut self) -> io::Result<()> {
        match self.open.last().map(|open| &open.rest) {
            None => Ok(()),
            Some(Rest::List(_)) => self.output.write_all(b" "),
            Some(Rest::Attrs(_)) => self.output.write_all(b"; "),
        }
    }

    fn push(&mut self, rest: Rest<'h>, evaluated: Evaluated, started: bool) {
        self.open.push(Open {
            rest,
            evaluated,
            started,
        });
    }

    fn string(&mut self, text: NixString<'h>) -> io::Result<()> {
        let bytes = text.bytes();
        let shown = match self.style {
            Style::Result(_) | Style::Trace => bytes.len(),
            Style::Message => bytes.len().min(MESSAGE_STRING),
        };
        atoms::string(self.output, &bytes[..shown])?;
        if shown < bytes.len() {
            write!(
                self.output,
                " {}",
                elided(bytes.len() - shown, "byte", "bytes")
            )?;
        }
        Ok(())
    }

    fn list(&mut self, value: Value<'h>, list: List<'h>) -> io::Result<()> {
        // Unlike a set, a list is the same only if it is the same variable: a thunk is what stands for that.
        let identity = match value {
            Value::Thunk(thunk) => thunk.address(),
            _ => list.address(),
        };
        if !list.is_empty() && !self.seen.insert(identity) {
            return self.repeated();
        }
        if self.is_too_deep() {
            self.output.write_all(b"[ ... ]")?;
            return self.close();
        }
        self.output.write_all(b"[ ")?;
        let evaluated = evaluated(list.items());
        self.push(Rest::List(list.items()), evaluated, false);
        Ok(())
    }

    fn attrs(&mut self, attrs: Attrs<'h>) -> io::Result<()> {
        let identity = if attrs.is_empty() { 0 } else { attrs.address() };
        let tracked = !attrs.is_empty() || !matches!(self.style, Style::Result(_));
        if tracked && !self.seen.insert(identity) {
            return self.repeated();
        }
        if self.is_too_deep() {
            self.output.write_all(b"{ ... }")?;
            return self.close();
        }
        self.output.write_all(b"{ ")?;
        let mut entries = attrs.sorted_by_name(self.runtime.heap, &self.runtime.symbols);
        if self.style == Style::Message {
            let symbols = &self.runtime.symbols;
            entries.sort_by_key(|attr| !matches!(symbols.name(attr.name), b"type" | b"_type"));
        }
        let evaluated = evaluated(entries.iter().map(|attr| attr.value));
        self.push(Rest::Attrs(entries.into_iter()), evaluated, false);
        Ok(())
    }

    fn is_too_deep(&self) -> bool {
        self.style == Style::Message && self.open.len() >= MESSAGE_DEPTH
    }

    fn repeated(&mut self) -> io::Result<()> {
        self.output.write_all("«repeated»".as_bytes())?;
        self.close()
    }

    /// What stands for a value that was not evaluated.
    fn placeholder(&self, value: Value<'h>) -> &'static str {
        match (value, self.style) {
            (Value::Thunk(thunk), _) if matches!(thunk.state(), ThunkState::Blackhole) => {
                "«potential infinite recursion»"
            }
            (_, Style::Result(_)) => "<CODE>",
            (_, Style::Message | Style::Trace) => "«thunk»",
        }
    }

    fn function(&self, function: Value<'h>) -> Cow<'static, str> {
        let code = match function {
            Value::Closure(closure) => Ok((closure.code(), 0)),
            Value::Partial(partial) => match partial.callee() {
                Callee::Closure(closure) => Ok((closure.code(), partial.arguments().len())),
                Callee::Builtin(builtin) => Err((builtin, true)),
            },
            Value::Builtin(builtin) => Err((builtin, false)),
            _ => return "".into(),
        };
        match (self.style, code) {
            (Style::Result(_), Ok(_)) => "<LAMBDA>".into(),
            (Style::Result(_), Err((_, false))) => "<PRIMOP>".into(),
            (Style::Result(_), Err((_, true))) => "<PRIMOP-APP>".into(),
            (Style::Message | Style::Trace, Ok((code, given))) => self.lambda(code, given).into(),
            (Style::Message | Style::Trace, Err((builtin, false))) => {
                format!("«primop {}»", builtin.name).into()
            }
            (Style::Message | Style::Trace, Err((builtin, true))) => {
                format!("«partially applied primop {}»", builtin.name).into()
            }
        }
    }

    fn lambda(&self, code: &Code<'h>, given: usize) -> String {
        let mut text = "«lambda".to_owned();
        if let Some(name) = code.function.as_ref().and_then(|function| function.name) {
            text.push(' ');
            text.push_str(&self.runtime.symbols.text(name));
        }
        if let Some(location) = self.runtime.sources.locate(code.position_after(given)) {
            let origin = location.source.origin.display();
            let place = format!(" @ {origin}:{}:{}", location.line, location.column);
            text.push_str(&place);
        }
        text.push('»');
        text
    }
}

fn elided(count: usize, one: &str, several: &str) -> String {
    format!(
        "«{count} {} elided»",
        if count == 1 { one } else { several }
    )
}

#[cfg(test)]
mod tests;

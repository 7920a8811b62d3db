//! An interactive dialogue without its terminal: a scope that grows line by line, and what the lines mean.
//!
//! Each line is compiled on its own, with the scope outside of it. A binding is evaluated when it is needed, in the scope
//! that it was written in.

mod complete;
mod print;
mod read;

pub use complete::Completion;
pub use print::{Colours, Levels};
pub use read::Input;

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::{Attrs, Callee, Value};
use std::fmt;
use std::path::{Path, PathBuf};

/// A dialogue: an evaluator, and the names in scope beside the builtins.
pub struct Dialogue<'h> {
    evaluator: Evaluator<'h>,
    /// The folder that relative paths start at.
    folder: PathBuf,
    scope: Attrs<'h>,
    /// Where the scope came from, apart from bindings; reloading goes through it again.
    loaded: Vec<Loaded>,
}

/// What brought attributes into the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// A file, as it was named.
    File(PathBuf),
    /// An expression.
    Expression(String),
}

impl fmt::Display for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Expression(text) => f.write_str(text),
        }
    }
}

impl<'h> Dialogue<'h> {
    /// A dialogue with an empty scope.
    pub fn new(evaluator: Evaluator<'h>, folder: &Path) -> Self {
        let scope = Attrs::empty(evaluator.runtime().heap);
        Self {
            evaluator,
            folder: folder.to_owned(),
            scope,
            loaded: Vec::new(),
        }
    }

    /// The evaluator.
    pub fn evaluator(&self) -> &Evaluator<'h> {
        &self.evaluator
    }

    /// The evaluator, to restart it.
    pub fn evaluator_mut(&mut self) -> &mut Evaluator<'h> {
        &mut self.evaluator
    }

    /// Evaluates an expression in the scope.
    pub fn evaluate(&mut self, text: &str) -> Result<'h, Value<'h>> {
        let thunk = self
            .evaluator
            .load_scoped_text(text.to_owned(), &self.folder, self.scope)?;
        self.evaluator.force(Value::Thunk(thunk))
    }

    /// Adds the bindings of a set, written without its braces; the text comes from [`Input::Bindings`].
    pub fn bind(&mut self, set: &str) -> Result<'h, ()> {
        let value = self.evaluate(set)?;
        self.extend(value).map(drop)
    }

    /// Adds the attributes of the set that an expression gives; their names.
    pub fn add(&mut self, text: &str) -> Result<'h, Vec<String>> {
        let value = self.evaluate(text)?;
        self.extend(value)
    }

    /// Adds the attributes of what a file or expression gives, a function called with its defaults; their names.
    pub fn load(&mut self, loaded: Loaded) -> Result<'h, Vec<String>> {
        let names = self.open(&loaded);
        // What failed is tried again when everything is loaded anew: its file may have been corrected.
        self.loaded.push(loaded);
        names
    }

    fn open(&mut self, loaded: &Loaded) -> Result<'h, Vec<String>> {
        let value = match loaded {
            Loaded::File(path) => self.evaluator.eval_file(&self.find(path)?)?,
            Loaded::Expression(text) => self.evaluate(text)?,
        };
        let none = Attrs::empty(self.evaluator.runtime().heap);
        let value = self.evaluator.auto_call(value, none)?;
        self.extend(value)
    }

    /// A file as `:l` names it: `<name>` is looked up.
    fn find(&self, path: &Path) -> Result<'h, PathBuf> {
        let text = path.to_string_lossy();
        match text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
        {
            Some(name) => self.evaluator.find_file(name.as_bytes()),
            None => Ok(self.folder.join(path)),
        }
    }

    /// Empties the scope, forgets imported files, and hands back what had been loaded, for [`Self::load`].
    pub fn reset(&mut self) -> Vec<Loaded> {
        let runtime = self.evaluator.runtime();
        runtime.imports.borrow_mut().clear();
        self.scope = Attrs::empty(runtime.heap);
        std::mem::take(&mut self.loaded)
    }

    /// Adds the attributes of a set to the scope, in front of what had their names.
    fn extend(&mut self, value: Value<'h>) -> Result<'h, Vec<String>> {
        let runtime = self.evaluator.runtime();
        let Value::Attrs(attrs) = value else {
            let error = runtime.error(format_args!(
                "expected a set but found {}: {}",
                crate::print::described(value),
                crate::print::for_message(runtime, value)
            ));
            let what = "while evaluating an attribute set to be merged in the global scope";
            return Err(error.traced(runtime.heap, what, Position::NONE));
        };
        self.scope = Attrs::update(runtime.heap, self.scope, attrs);
        let names = attrs.sorted_by_name(runtime.heap, &runtime.symbols);
        let text = |name: Symbol| runtime.symbols.text(name);
        Ok(names.into_iter().map(|attr| text(attr.name)).collect())
    }

    /// The noun for an expression's value: "a set".
    pub fn described(&mut self, text: &str) -> Result<'h, String> {
        let value = self.evaluate(text)?;
        Ok(crate::print::described(value).into_owned())
    }

    /// What is known about a function: a builtin's synopsis and sentence, a function's place.
    pub fn documentation(&mut self, text: &str) -> Result<'h, String> {
        let value = self.evaluate(text)?;
        let runtime = self.evaluator.runtime();
        let code = match value {
            Value::Builtin(builtin) => {
                let (parameters, sentence) = builtin
                    .documentation
                    .split_once(": ")
                    .unwrap_or(("", builtin.documentation));
                let name = builtin.name;
                return Ok(format!(
                    "Synopsis: builtins.{name} {parameters}\n\n{sentence}\n"
                ));
            }
            Value::Closure(closure) => Some((closure.code(), 0)),
            Value::Partial(partial) => match partial.callee() {
                Callee::Closure(closure) => Some((closure.code(), partial.arguments().len())),
                Callee::Builtin(_) => None,
            },
            _ => None,
        };
        let place = code.and_then(|(code, given)| {
            let place = runtime.sources.locate(code.position_after(given))?;
            let origin = place.source.origin.display();
            Some(format!("{origin}:{}:{}", place.line, place.column))
        });
        match place {
            Some(place) => Ok(format!("Function defined at {place}\n")),
            None => Err(runtime.error("value does not have documentation")),
        }
    }

    /// A value as text, evaluated as deep as it is shown. What fails inside of it is shown in its place.
    pub fn show(
        &mut self,
        value: Value<'h>,
        levels: Levels,
        colours: Colours,
    ) -> Result<'h, Vec<u8>> {
        print::show(&mut self.evaluator, value, levels, colours)
    }
}

/// Whether an error ends what is going on, instead of standing in place of a value.
fn ends_everything(error: Error<'_>) -> bool {
    matches!(
        error.kind(),
        ErrorKind::HeapLimit | ErrorKind::NativeStack | ErrorKind::Interrupted
    )
}

#[cfg(test)]
mod tests;

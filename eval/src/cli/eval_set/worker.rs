//! A worker: evaluates one attribute after the other, as it is told.

use super::EvalSetArguments;
use super::protocol::{Answer, AttributePath, Certainty, DerivationLine, Found};
use crate::cli::machine::Counting;
use crate::cli::{Failure, input};
use framelab_eval::derivations::{Description, Seen, shown_path};
use framelab_eval::error::{Error, ErrorKind, Result as Outcome};
use framelab_eval::evaluator::Evaluator;
use framelab_eval::value::{Attrs, Thunk, Value};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

/// Names in a path at most: a set may hold itself.
const MAX_NAMES: usize = 256;

/// Answers until there are no more questions.
pub fn run(arguments: &EvalSetArguments) -> Result<(), Failure> {
    let mut worker = Worker::new(arguments)?;
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let broken =
            |error: &dyn std::fmt::Display| Failure::Message(format!("a worker's pipe: {error}"));
        let line = line.map_err(|error| broken(&error))?;
        let path: AttributePath = serde_json::from_str(&line).map_err(|error| broken(&error))?;
        let found = worker.find(&path);
        let memory = worker.evaluator.runtime().heap.bytes();
        let mut answer =
            serde_json::to_vec(&Answer { found, memory }).map_err(|error| broken(&error))?;
        answer.push(b'\n');
        let written = output.write_all(&answer).and_then(|()| output.flush());
        written.map_err(|error| broken(&error))?;
    }
    // The operating system frees memory faster.
    std::mem::forget(worker);
    Ok(())
}

struct Worker<'a> {
    arguments: &'a EvalSetArguments,
    evaluator: Evaluator<'static>,
    given: Attrs<'static>,
    root: Option<Value<'static>>,
}

impl<'a> Worker<'a> {
    fn new(arguments: &'a EvalSetArguments) -> Result<Self, Failure> {
        let evaluator = arguments
            .machine
            .evaluator(&arguments.input, Counting::Off)?;
        let given = arguments.selection.given(&evaluator);
        let given = given.map_err(|error| Failure::report(&evaluator, error))?;
        Ok(Self {
            arguments,
            evaluator,
            given,
            root: None,
        })
    }

    /// What is at a path.
    fn find(&mut self, path: &AttributePath) -> Found {
        match self.look(path) {
            Ok(found) => found,
            Err(error) => self.failure(error),
        }
    }

    fn failure(&self, error: Error<'static>) -> Found {
        let certainty = match error.kind() {
            // Where a cycle is entered, and what is in memory already, decides about these.
            ErrorKind::InfiniteRecursion | ErrorKind::HeapLimit | ErrorKind::NativeStack => {
                Certainty::OfThisWorker
            }
            ErrorKind::Throw
            | ErrorKind::Assertion
            | ErrorKind::SearchPath
            | ErrorKind::Abort
            | ErrorKind::Evaluation
            | ErrorKind::UndefinedVariable
            | ErrorKind::Syntax
            | ErrorKind::File
            | ErrorKind::Interrupted => Certainty::Certain,
        };
        let text = self.evaluator.report(error);
        let plain = anstream::adapter::strip_str(text.trim_end_matches('\n')).to_string();
        Found::Failure(plain, certainty)
    }

    fn look(&mut self, path: &AttributePath) -> Outcome<'static, Found> {
        let root = self.root()?;
        let value = self.follow(root, path)?;
        if path.len() > MAX_NAMES {
            return Err(self.evaluator.runtime().error(format_args!(
                "the set holds itself: there are more than {MAX_NAMES} names in this attribute path"
            )));
        }
        match self.evaluator.look_at_attribute(value)? {
            Seen::Derivation(attrs) => self.derivation(path, attrs),
            Seen::Set { attrs, recurse }
                if recurse || path.is_empty() || self.arguments.force_recurse =>
            {
                Ok(Found::Set(self.names(attrs)))
            }
            Seen::Set { .. } | Seen::List(_) | Seen::Other if !path.is_empty() => {
                Ok(Found::Nothing)
            }
            Seen::Set { .. } | Seen::List(_) | Seen::Other => Err(self
                .evaluator
                .runtime()
                .error("expression does not evaluate to a derivation or a set of derivations")),
        }
    }

    fn root(&mut self) -> Outcome<'static, Value<'static>> {
        if let Some(root) = self.root {
            return Ok(root);
        }
        let thunk = self.load()?;
        let paths = self.arguments.selection.paths();
        let path = paths.first().map_or("", String::as_str);
        let value = self
            .evaluator
            .select(Value::Thunk(thunk), path, self.given)?;
        let value = self.evaluator.auto_call(value, self.given)?;
        self.root = Some(value);
        Ok(value)
    }

    fn load(&self) -> Outcome<'static, Thunk<'static>> {
        input::load_quietly(&self.evaluator, &self.arguments.input)
    }

    fn follow(
        &mut self,
        root: Value<'static>,
        path: &AttributePath,
    ) -> Outcome<'static, Value<'static>> {
        let mut value = root;
        for name in path {
            let Value::Attrs(attrs) = value else {
                return Err(self.missing(name));
            };
            let symbol = self.evaluator.runtime().symbols.intern(name.as_bytes());
            let Some(attr) = attrs.get(symbol) else {
                return Err(self.missing(name));
            };
            value = self.evaluator.auto_call(attr.value, self.given)?;
        }
        Ok(value)
    }

    /// Another worker saw the attribute: the expression depends on something that changes.
    fn missing(&self, name: &str) -> Error<'static> {
        self.evaluator.runtime().error(format_args!(
            "attribute '{name}' was there a moment ago: the expression evaluates differently each time"
        ))
    }

    fn names(&self, attrs: Attrs<'static>) -> Vec<String> {
        let runtime = self.evaluator.runtime();
        let sorted = attrs.sorted_by_name(runtime.heap, &runtime.symbols);
        sorted
            .into_iter()
            .map(|attr| runtime.symbols.text(attr.name))
            .collect()
    }

    fn derivation(
        &mut self,
        path: &AttributePath,
        attrs: Attrs<'static>,
    ) -> Outcome<'static, Found> {
        let description = self.evaluator.describe(attrs)?;
        let meta = if self.arguments.meta {
            let meta = self.evaluator.meta(attrs)?.into_iter();
            let raw = |(name, text): (String, Vec<u8>)| {
                let text = String::from_utf8(text).ok()?;
                Some((name, RawValue::from_string(text).ok()?))
            };
            Some(meta.filter_map(raw).collect())
        } else {
            None
        };
        let input_drvs = if self.arguments.show_input_drvs {
            Some(self.inputs(&description)?)
        } else {
            None
        };
        let drv_path = self.evaluator.runtime().store_dir.print(&description.path);
        let line = DerivationLine {
            attr: &shown_path(path),
            attr_path: path,
            drv_path,
            input_drvs,
            meta,
            name: description.name,
            outputs: description.outputs,
            system: description.system,
        };
        let line = serde_json::to_string(&line);
        line.map(Found::Derivation)
            .map_err(|error| self.evaluator.runtime().error(error))
    }

    fn inputs(&self, description: &Description) -> Outcome<'static, BTreeMap<String, Vec<String>>> {
        let stored = self.evaluator.stored(description)?;
        let dir = &self.evaluator.runtime().store_dir;
        let text = |output: &Vec<u8>| String::from_utf8_lossy(output).into_owned();
        let inputs = stored.input_derivations.iter();
        Ok(inputs
            .map(|(path, input)| (dir.print(path), input.outputs.iter().map(text).collect()))
            .collect())
    }
}

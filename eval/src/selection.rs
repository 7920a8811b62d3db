//! Attribute paths on the command line, and calling functions with the arguments given there.

use crate::bytecode::Formals;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::kernel::suggest::suggestion;
use crate::print::described;
use crate::value::{Attrs, AttrsBuilder, Callee, Value};

/// Splits an attribute path at its dots; between double quotes a dot is a part of the name.
fn split<'h>(evaluator: &Evaluator<'h>, path: &str) -> Result<'h, Vec<String>> {
    let mut steps = Vec::new();
    let mut step = String::new();
    let mut quoted = false;
    for character in path.chars() {
        match character {
            '"' => quoted = !quoted,
            '.' if !quoted => steps.push(std::mem::take(&mut step)),
            other => step.push(other),
        }
    }
    if quoted {
        let message = format_args!("missing closing quote in selection path '{path}'");
        return Err(evaluator.runtime().error(message));
    }
    if !step.is_empty() {
        steps.push(step);
    }
    Ok(steps)
}

impl<'h> Evaluator<'h> {
    /// Follows an attribute path from a value: names select from sets, numbers from lists, functions on the way are
    /// called with `arguments`. The value found is forced; an empty path finds the value itself.
    pub fn select(
        &mut self,
        value: Value<'h>,
        path: &str,
        arguments: Attrs<'h>,
    ) -> Result<'h, Value<'h>> {
        let mut value = value;
        for step in split(self, path)? {
            let subject = self.auto_call(value, arguments)?;
            value = match step.parse::<u32>() {
                Ok(index) => self.select_item(subject, index as usize, path)?,
                Err(_) => self.select_attribute(subject, &step, path)?,
            };
        }
        self.force(value)
    }

    /// As [`Self::select`], where functions on the way get no arguments.
    pub fn select_path(&mut self, value: Value<'h>, path: &str) -> Result<'h, Value<'h>> {
        self.select(value, path, Attrs::empty(self.runtime().heap))
    }

    fn select_item(&self, subject: Value<'h>, index: usize, path: &str) -> Result<'h, Value<'h>> {
        let Value::List(list) = subject else {
            return Err(self.runtime().error(format_args!(
                "the expression selected by the selection path '{path}' should be a list but is {}",
                described(subject)
            )));
        };
        list.get(index).ok_or_else(|| {
            self.runtime().error(format_args!(
                "list index {index} in selection path '{path}' is out of range"
            ))
        })
    }

    fn select_attribute(
        &self,
        subject: Value<'h>,
        name: &str,
        path: &str,
    ) -> Result<'h, Value<'h>> {
        let runtime = self.runtime();
        let Value::Attrs(attrs) = subject else {
            return Err(runtime.error(format_args!(
                "the expression selected by the selection path '{path}' should be a set but is {}",
                described(subject)
            )));
        };
        if name.is_empty() {
            return Err(runtime.error(format_args!(
                "empty attribute name in selection path '{path}'"
            )));
        }
        let found = runtime
            .symbols
            .lookup(name.as_bytes())
            .and_then(|symbol| attrs.value(symbol));
        found.ok_or_else(|| {
            let error = runtime.error(format_args!(
                "attribute '{name}' in selection path '{path}' not found"
            ));
            let names = attrs.entries(runtime.heap).iter();
            match suggestion(names.map(|attr| runtime.symbols.text(attr.name)), name) {
                Some(line) => error.suggesting(runtime.heap, &line),
                None => error,
            }
        })
    }

    /// Calls a function that takes a set pattern with those of `arguments` that it names, or with all of them if it
    /// takes any; another value is forced and otherwise left alone.
    pub fn auto_call(
        &mut self,
        function: Value<'h>,
        arguments: Attrs<'h>,
    ) -> Result<'h, Value<'h>> {
        let mut function = self.force(function)?;
        while let Value::Attrs(attrs) = function {
            let Some(functor) = attrs.value(self.runtime().names.functor) else {
                return Ok(function);
            };
            function = self.call(functor, &[function])?;
        }
        let Some(formals) = formals(function) else {
            return Ok(function);
        };
        let arguments = if formals.ellipsis {
            arguments
        } else {
            self.named_arguments(formals, arguments)?
        };
        self.call(function, &[Value::Attrs(arguments)])
    }

    fn named_arguments(
        &self,
        formals: &Formals<'h>,
        arguments: Attrs<'h>,
    ) -> Result<'h, Attrs<'h>> {
        let runtime = self.runtime();
        let mut named = AttrsBuilder::with_capacity(formals.formals.len());
        for formal in formals.formals {
            if let Some(argument) = arguments.get(formal.name) {
                named.push_attr(argument);
            } else if !formal.is_optional() {
                let message = format_args!(
                    "cannot evaluate a function that has an argument without a value ('{}')\n\
                     Nix attempted to evaluate a function as a top level expression; in\n\
                     this case it must have its arguments supplied either by default\n\
                     values, or passed explicitly with '--arg' or '--argstr'. See\n\
                     https://nix.dev/manual/nix/stable/language/syntax.html#functions.",
                    runtime.symbols.text(formal.name)
                );
                return Err(runtime.error(message).at(runtime.heap, formal.position));
            }
        }
        Ok(named.finish(runtime.heap))
    }
}

/// The set pattern of the one parameter that a function still takes.
fn formals(function: Value<'_>) -> Option<&Formals<'_>> {
    match function {
        Value::Closure(closure) => closure.code().formals_after(0),
        Value::Partial(partial) => match partial.callee() {
            Callee::Closure(closure) => closure.code().formals_after(partial.arguments().len()),
            Callee::Builtin(_) => None,
        },
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Builtin(_)
        | Value::Thunk(_) => None,
    }
}

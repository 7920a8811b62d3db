//! Handlers of the instructions about attribute sets, lists, strings and set patterns.

use super::Machine;
use super::execute::Exit;
use super::frame::CallFrame;
use crate::bytecode::{CaptureSource, Formal, FormalDefault, ShapeAttr};
use crate::error::ErrorKind;
use crate::kernel::{expect, paths, suggest};
use crate::probe::Probe;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::{
    Attr, Attrs, Closure, ContextElement, List, NixString, Thunk, ThunkState, Value,
};

type Step<'h> = std::result::Result<(), Exit<'h>>;

impl<'h, P: Probe> Machine<'h, P> {
    pub(super) fn make_list(&mut self, count: usize) {
        let start = self.stack.len() - count;
        let list = List::new(self.heap, &self.stack[start..]);
        self.stack.truncate(start);
        self.stack.push(Value::List(list));
    }

    pub(super) fn make_attrs(&mut self, shape: &[ShapeAttr]) {
        let start = self.stack.len() - shape.len();
        let values = &self.stack[start..];
        let attrs = Attrs::generate(self.heap, shape.len(), |index| Attr {
            name: shape[index].name,
            position: shape[index].position,
            value: values[index],
        });
        self.stack.truncate(start);
        self.stack.push(Value::Attrs(attrs));
    }

    /// `set name v -- set`; the name has been evaluated.
    pub(super) fn insert_dynamic(&mut self, position: Position) -> Step<'h> {
        let top = self.stack.len();
        let Value::Attrs(attrs) = self.stack[top - 3] else {
            unreachable!("dynamic attributes are added to a set")
        };
        let value = self.stack[top - 1];
        let name = self.stack[top - 2].resolved();
        self.stack.truncate(top - 2);
        if let Value::Null = name {
            return Ok(());
        }
        let name = self.attribute_name(name)?;
        if let Some(other) = attrs.get(name) {
            let place = self
                .runtime
                .sources
                .locate(other.position)
                .map(|l| format!(" at {}:{}:{}", l.source.origin.display(), l.line, l.column))
                .unwrap_or_default();
            let message = format!(
                "dynamic attribute '{}' already defined{place}",
                self.runtime.symbols.text(name)
            );
            return Err(self.raise_at(&message, position));
        }
        let single = Attrs::from_sorted(
            self.heap,
            &[Attr {
                name,
                position,
                value,
            }],
        );
        self.stack[top - 3] = Value::Attrs(Attrs::update(self.heap, attrs, single));
        Ok(())
    }

    fn raise_at(&self, message: &str, position: Position) -> Exit<'h> {
        Exit::Raise(self.runtime.error(message).at(self.heap, position))
    }

    /// The symbol of a computed attribute name.
    pub(super) fn attribute_name(&self, name: Value<'h>) -> std::result::Result<Symbol, Exit<'h>> {
        let name = expect::expect_string(&self.runtime, name).map_err(Exit::Raise)?;
        Ok(self.runtime.symbols.intern_string(name))
    }

    /// Replaces the set on top of the stack by its attribute and evaluates that.
    #[inline(always)]
    pub(super) fn select(&mut self, current: &mut CallFrame<'h>, name: Symbol) -> Step<'h> {
        let top = self.stack.len() - 1;
        match self.stack[top].resolved() {
            Value::Attrs(attrs) => match attrs.get(name) {
                Some(attr) => {
                    let value = attr.value.resolved();
                    self.stack[top] = value;
                    match value {
                        Value::Thunk(thunk) => self
                            .enter_thunk(current, thunk)
                            .map_err(|exit| exit.at(self.heap, attr.position)),
                        _ => Ok(()),
                    }
                }
                None => Err(self.missing_attribute(attrs, name)),
            },
            Value::Thunk(thunk) => {
                current.ip -= 1;
                self.enter_thunk(current, thunk)
            }
            other => match expect::expect_attrs(&self.runtime, other) {
                Err(error) => Err(Exit::Raise(error)),
                Ok(_) => unreachable!("sets are handled above"),
            },
        }
    }

    #[cold]
    fn missing_attribute(&self, attrs: Attrs<'h>, name: Symbol) -> Exit<'h> {
        let symbols = &self.runtime.symbols;
        let error = self
            .runtime
            .error(format_args!("attribute '{}' missing", symbols.text(name)));
        let candidates = attrs
            .entries(self.heap)
            .iter()
            .map(|attr| symbols.text(attr.name));
        let suggestion = suggest::suggestion(candidates, &symbols.text(name));
        Exit::Raise(match suggestion {
            Some(suggestion) => error.suggesting(self.heap, &suggestion),
            None => error,
        })
    }

    /// `set1 .. setn -- v`
    pub(super) fn resolve_with(
        &mut self,
        current: &mut CallFrame<'h>,
        name: Symbol,
        count: usize,
    ) -> Step<'h> {
        let start = self.stack.len() - count;
        for slot in start..self.stack.len() {
            let scope = self.stack[slot].resolved();
            if let Value::Thunk(thunk) = scope {
                // The scopes were pushed by the instructions before this one, each blamed on its `with`.
                let pushed = current.ip as usize - 1 - count + (slot - start);
                let position = current.code.positions[pushed];
                current.ip -= 1;
                return self
                    .enter_thunk(current, thunk)
                    .map_err(|exit| exit.at(self.heap, position));
            }
            let attrs = expect::expect_attrs(&self.runtime, scope).map_err(Exit::Raise)?;
            if let Some(value) = attrs.value(name) {
                let value = value.resolved();
                self.stack.truncate(start);
                self.stack.push(value);
                return match value {
                    Value::Thunk(thunk) => self.enter_thunk(current, thunk),
                    _ => Ok(()),
                };
            }
        }
        let message = format!("undefined variable '{}'", self.runtime.symbols.text(name));
        Err(Exit::Raise(
            self.runtime.error_of(ErrorKind::UndefinedVariable, message),
        ))
    }

    /// Matches the last argument of the current frame against the function's set pattern.
    pub(super) fn bind_formals(&mut self, current: &mut CallFrame<'h>) -> Step<'h> {
        let Some((function, formals)) = current
            .code
            .function
            .as_ref()
            .and_then(|f| Some((f, f.formals.as_ref()?)))
        else {
            unreachable!("set patterns are bound in functions that have one")
        };
        let slot = current.base as usize + usize::from(function.arity);
        let argument = self.stack[slot].resolved();
        if let Value::Thunk(thunk) = argument {
            current.ip -= 1;
            return self.enter_thunk(current, thunk);
        }
        let attrs = expect::expect_attrs(&self.runtime, argument).map_err(Exit::Raise)?;
        self.stack[slot] = argument;
        let first = self.stack.len();
        let mut matched = 0;
        let mut defaults = false;
        for formal in formals.formals {
            let value = match attrs.get(formal.name) {
                Some(attr) => {
                    matched += 1;
                    attr.value
                }
                None => match formal.default {
                    FormalDefault::Required => {
                        return Err(self.missing_argument(current, attrs, formal.name));
                    }
                    FormalDefault::Constant(index) => current.code.constants[index as usize],
                    FormalDefault::Variable(source) => current.capture(&self.stack, source),
                    FormalDefault::Thunk(index) => {
                        defaults = true;
                        reserved_thunk(self.heap, current.code.codes[index as usize])
                    }
                },
            };
            self.stack.push(value);
        }
        if !formals.ellipsis && matched < attrs.len() {
            return Err(self.unexpected_argument(current, formals.formals, attrs));
        }
        if defaults {
            for (index, formal) in formals.formals.iter().enumerate() {
                if matches!(formal.default, FormalDefault::Thunk(_))
                    && attrs.get(formal.name).is_none()
                {
                    self.fill_captures(current, first + index);
                }
            }
        }
        Ok(())
    }

    fn function_name(&self, current: &CallFrame<'h>) -> String {
        let name = current
            .code
            .function
            .as_ref()
            .and_then(|function| function.name);
        name.map_or_else(
            || "anonymous lambda".to_owned(),
            |name| self.runtime.symbols.text(name),
        )
    }

    #[cold]
    fn missing_argument(
        &self,
        current: &CallFrame<'h>,
        attrs: Attrs<'h>,
        name: Symbol,
    ) -> Exit<'h> {
        let _ = attrs;
        let message = format!(
            "function '{}' called without required argument '{}'",
            self.function_name(current),
            self.runtime.symbols.text(name)
        );
        self.raise_at(&message, pattern_position(current))
    }

    #[cold]
    fn unexpected_argument(
        &self,
        current: &CallFrame<'h>,
        formals: &[Formal],
        attrs: Attrs<'h>,
    ) -> Exit<'h> {
        let symbols = &self.runtime.symbols;
        let unexpected = attrs.entries(self.heap).iter().find(|attr| {
            formals
                .binary_search_by_key(&attr.name, |formal| formal.name)
                .is_err()
        });
        let name = unexpected
            .map(|attr| symbols.text(attr.name))
            .unwrap_or_default();
        let message = format!(
            "function '{}' called with unexpected argument '{name}'",
            self.function_name(current),
        );
        let error = self
            .runtime
            .error(message)
            .at(self.heap, pattern_position(current));
        let candidates = formals.iter().map(|formal| symbols.text(formal.name));
        Exit::Raise(match suggest::suggestion(candidates, &name) {
            Some(suggestion) => error.suggesting(self.heap, &suggestion),
            None => error,
        })
    }

    /// Fills the captures of the thunk or closure at a place of the value stack from the current frame.
    #[inline(always)]
    pub(super) fn fill_captures(&mut self, current: &CallFrame<'h>, index: usize) {
        let (code, cells) = match self.stack[index] {
            Value::Thunk(thunk) => match thunk.state() {
                ThunkState::Suspended(code) => (code, thunk.captures()),
                ThunkState::Application
                | ThunkState::Blackhole
                | ThunkState::Done(_)
                | ThunkState::Failed(_) => {
                    unreachable!("a reserved thunk is filled before it runs")
                }
            },
            Value::Closure(closure) => (closure.code(), closure.captures()),
            _ => unreachable!("only thunks and closures are reserved"),
        };
        for (cell, &source) in cells.iter().zip(code.captures) {
            cell.set(current.capture(&self.stack, source));
        }
    }

    #[inline(always)]
    pub(super) fn make_thunk(&mut self, current: &CallFrame<'h>, index: u32) {
        let code = current.code.codes[index as usize];
        let sources = code.captures;
        let stack = &self.stack;
        let thunk = Thunk::suspended(self.heap, code, sources.len(), |i| {
            current.capture(stack, sources[i])
        });
        self.stack.push(Value::Thunk(thunk));
    }

    #[inline(always)]
    pub(super) fn make_closure(&mut self, current: &CallFrame<'h>, index: u32) {
        let code = current.code.codes[index as usize];
        let sources = code.captures;
        let stack = &self.stack;
        let closure = Closure::new(self.heap, code, sources.len(), |i| {
            current.capture(stack, sources[i])
        });
        self.stack.push(Value::Closure(closure));
    }

    /// `s1 .. sn -- string`
    pub(super) fn concat_strings(&mut self, count: usize) -> Step<'h> {
        let start = self.stack.len() - count;
        let (bytes, context) = self.joined(start)?;
        self.stack.truncate(start);
        let string = NixString::with_context(self.heap, &bytes, &context);
        self.stack.push(Value::String(string));
        Ok(())
    }

    /// `s1 .. sn -- path`
    pub(super) fn concat_path(&mut self, count: usize) -> Step<'h> {
        let start = self.stack.len() - count;
        let (bytes, context) = self.joined(start)?;
        if !context.is_empty() {
            let message = "a string that refers to a store path cannot be appended to a path";
            return Err(Exit::Raise(self.runtime.error(message)));
        }
        self.stack.truncate(start);
        let path = paths::normalize(&bytes);
        self.stack
            .push(Value::Path(NixString::new(self.heap, &path)));
        Ok(())
    }

    fn joined(
        &self,
        start: usize,
    ) -> std::result::Result<(Vec<u8>, Vec<ContextElement<'h>>), Exit<'h>> {
        let strings = &self.stack[start..];
        let length = strings.iter().map(|s| string_of(*s).bytes().len()).sum();
        if self.heap.reserve(length, 1).is_err() {
            return Err(Exit::Raise(crate::error::Error::heap_full(self.heap)));
        }
        let mut bytes = Vec::with_capacity(length);
        let mut context = Vec::new();
        for string in strings {
            let string = string_of(*string);
            bytes.extend_from_slice(string.bytes());
            context.extend_from_slice(string.context());
        }
        Ok((bytes, context))
    }
}

/// The string or path on the stack after its coercion.
fn string_of(value: Value<'_>) -> NixString<'_> {
    match value.resolved() {
        Value::String(string) | Value::Path(string) => string,
        _ => unreachable!("interpolated parts have been coerced"),
    }
}

/// The attribute `name` of a value that may be no set.
pub(super) fn attribute(subject: Value<'_>, name: Symbol) -> Option<Value<'_>> {
    match subject {
        Value::Attrs(attrs) => attrs.value(name),
        _ => None,
    }
}

/// A thunk whose captures are to be filled.
pub(super) fn reserved_thunk<'h>(
    heap: &'h crate::heap::Heap,
    code: &'h crate::bytecode::Code<'h>,
) -> Value<'h> {
    let length = code.captures.len();
    Value::Thunk(Thunk::suspended(heap, code, length, |_| Value::Null))
}

/// A closure whose captures are to be filled.
pub(super) fn reserved_closure<'h>(
    heap: &'h crate::heap::Heap,
    code: &'h crate::bytecode::Code<'h>,
) -> Closure<'h> {
    Closure::new(heap, code, code.captures.len(), |_| Value::Null)
}

impl<'h> CallFrame<'h> {
    /// The value a capture takes from this frame.
    #[inline(always)]
    pub(super) fn capture(&self, stack: &[Value<'h>], source: CaptureSource) -> Value<'h> {
        match source {
            CaptureSource::Local(slot) => stack[self.base as usize + slot as usize],
            CaptureSource::Capture(index) => self.captures[index as usize].get(),
        }
    }
}

/// Where the lambda with the set pattern begins: the last of those collapsed into the function.
fn pattern_position(current: &CallFrame<'_>) -> Position {
    let function = current.code.function.as_ref();
    function
        .and_then(|function| function.parameters.last())
        .map_or(current.code.position, |parameter| parameter.position)
}

//! Builtins that call a function for every element of a list, as loops that can be left and entered again.
//!
//! What such a builtin has to remember between two calls is a few words, so that it needs no generator: a machine keeps
//! [`Traversal`]s on a stack of their own. On the other engines [`drive`] is the asynchronous form.

use super::deep::push_watched;
use super::expect::{expect_bool, expect_function, expect_list, expect_string_without_context};
use super::reentrant::{Arguments, Host, Reentrant};
use super::trace::{self, Telling};
use crate::builtins::folds::grouped;
use crate::error::{OrFull, Result};
use crate::runtime::Runtime;
use crate::value::{AttrsBuilder, List, Thunk, Value};

/// Which builtin it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `all`
    All,
    /// `any`
    Any,
    /// `filter`
    Filter,
    /// `foldl'`
    Foldl,
    /// `partition`
    Partition,
    /// `groupBy`
    GroupBy,
    /// `concatMap`
    ConcatMap,
}

impl Kind {
    /// The kind of a re-entrant operation that is a traversal.
    pub fn of(operation: Reentrant) -> Option<Self> {
        Some(match operation {
            Reentrant::All => Self::All,
            Reentrant::Any => Self::Any,
            Reentrant::Filter => Self::Filter,
            Reentrant::Foldl => Self::Foldl,
            Reentrant::Partition => Self::Partition,
            Reentrant::GroupBy => Self::GroupBy,
            Reentrant::ConcatMap => Self::ConcatMap,
            _ => return None,
        })
    }
}

/// A list on the way through a function.
#[derive(Clone, Copy)]
pub struct Traversal<'h> {
    kind: Kind,
    function: Value<'h>,
    list: List<'h>,
    /// The element whose turn it is next.
    next: usize,
    /// Whether that is being evaluated.
    is_forcing: bool,
    /// What `foldl'` has come to.
    result: Value<'h>,
    /// Where what this traversal has collected begins.
    start: usize,
}

/// What a traversal needs to go on.
pub enum Progress<'h> {
    /// The value of a thunk.
    Force(Thunk<'h>),
    /// The value of the function applied to the first so many of these.
    Call(Value<'h>, [Value<'h>; 2], usize),
    /// Nothing: this is the result, which may be a thunk.
    Done(Value<'h>),
}

impl<'h> Traversal<'h> {
    /// A traversal over a builtin's arguments, of which the function and the list are evaluated; it collects from `start` on.
    pub fn new(
        runtime: &Runtime<'h>,
        kind: Kind,
        [function, second, third]: Arguments<'h>,
        start: usize,
    ) -> Result<'h, Self> {
        let (result, list) = match kind {
            Kind::Foldl => (second, third),
            _ => (Value::Null, second),
        };
        Ok(Self {
            kind,
            function: expect_function(runtime, function)?,
            list: expect_list(runtime, list)?,
            next: 0,
            is_forcing: false,
            result,
            start,
        })
    }

    /// Where what it has collected begins.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Goes on with the outcome of what it needed last, if anything.
    ///
    /// At the end, and only then, what it has collected is taken off again.
    pub fn advance(
        &mut self,
        runtime: &Runtime<'h>,
        collected: &mut Vec<Value<'h>>,
        outcome: Option<Value<'h>>,
    ) -> Result<'h, Progress<'h>> {
        if let Some(outcome) = outcome
            && !std::mem::take(&mut self.is_forcing)
            && let Some(result) = self.take(runtime, collected, outcome)?
        {
            return Ok(Progress::Done(result));
        }
        let Some(element) = self.list.get(self.next) else {
            let result = self.finish(runtime, collected)?;
            collected.truncate(self.start);
            return Ok(Progress::Done(result));
        };
        if self.kind == Kind::Partition
            && let Value::Thunk(thunk) = element.resolved()
        {
            self.is_forcing = true;
            return Ok(Progress::Force(thunk));
        }
        self.next += 1;
        Ok(if self.kind == Kind::Foldl {
            Progress::Call(self.function, [self.result, element], 2)
        } else {
            Progress::Call(self.function, [element, Value::Null], 1)
        })
    }

    /// Takes what the function has said of an element; the result if that settles it.
    #[inline]
    fn take(
        &mut self,
        runtime: &Runtime<'h>,
        collected: &mut Vec<Value<'h>>,
        outcome: Value<'h>,
    ) -> Result<'h, Option<Value<'h>>> {
        let element = self.list.get(self.next - 1).unwrap_or(Value::Null);
        match self.kind {
            Kind::All => {
                let holds = expect_bool(runtime, outcome).telling(
                    runtime,
                    "while evaluating the return value of the function passed to builtins.all",
                )?;
                return Ok((!holds).then_some(Value::Bool(false)));
            }
            Kind::Any => {
                let holds = expect_bool(runtime, outcome).telling(
                    runtime,
                    "while evaluating the return value of the function passed to builtins.any",
                )?;
                return Ok(holds.then_some(Value::Bool(true)));
            }
            Kind::Filter => {
                let keep = expect_bool(runtime, outcome).telling(
                    runtime,
                    "while evaluating the return value of the filtering function passed to builtins.filter",
                )?;
                if keep {
                    collected.push(element);
                }
            }
            Kind::Foldl => self.result = outcome,
            Kind::Partition => {
                let holds = expect_bool(runtime, outcome).telling(
                    runtime,
                    "while evaluating the return value of the partition function passed to builtins.partition",
                )?;
                collected.extend([element, Value::Bool(holds)]);
            }
            Kind::GroupBy => {
                let name = expect_string_without_context(runtime, outcome).telling(
                    runtime,
                    "while evaluating the return value of the grouping function passed to builtins.groupBy",
                )?;
                collected.extend([element, Value::String(name)]);
            }
            Kind::ConcatMap => self.append(runtime, collected, outcome)?,
        }
        Ok(None)
    }

    /// Collects the elements of the list that `concatMap`'s function has made.
    fn append(
        &self,
        runtime: &Runtime<'h>,
        collected: &mut Vec<Value<'h>>,
        part: Value<'h>,
    ) -> Result<'h, ()> {
        let part = expect_list(runtime, part).telling_at(
            runtime,
            "while evaluating the return value of the function passed to builtins.concatMap",
            trace::written(self.function).unwrap_or_default(),
        )?;
        for item in part.items() {
            push_watched(runtime.heap, collected, item)?;
        }
        Ok(())
    }

    /// The result once every element has been seen.
    fn finish(&self, runtime: &Runtime<'h>, collected: &[Value<'h>]) -> Result<'h, Value<'h>> {
        let heap = runtime.heap;
        let collected = &collected[self.start..];
        Ok(match self.kind {
            Kind::All => Value::Bool(true),
            Kind::Any => Value::Bool(false),
            Kind::Foldl => self.result,
            Kind::Filter if collected.len() == self.list.len() => Value::List(self.list),
            Kind::Filter => Value::List(List::new(heap, collected)),
            Kind::ConcatMap => {
                heap.reserve(collected.len(), List::size(1)).or_full(heap)?;
                Value::List(List::new(heap, collected))
            }
            Kind::Partition => partitioned(runtime, collected),
            Kind::GroupBy => {
                let pairs = collected.chunks_exact(2).filter_map(|pair| match pair[1] {
                    Value::String(name) => Some((runtime.symbols.intern_string(name), pair[0])),
                    _ => None,
                });
                let named = pairs.collect();
                Value::Attrs(grouped(runtime, named, |_, list| Value::List(list)))
            }
        })
    }
}

/// `right` and `wrong`, from elements each followed by what the predicate says.
fn partitioned<'h>(runtime: &Runtime<'h>, judged: &[Value<'h>]) -> Value<'h> {
    let heap = runtime.heap;
    let mut attrs = AttrsBuilder::with_capacity(2);
    for (name, wanted) in [(runtime.names.right, true), (runtime.names.wrong, false)] {
        let chosen = judged.chunks_exact(2).filter_map(|pair| match pair[1] {
            Value::Bool(holds) if holds == wanted => Some(pair[0]),
            _ => None,
        });
        let items: Vec<_> = chosen.collect();
        attrs.push(name, Value::List(List::new(heap, &items)));
    }
    Value::Attrs(attrs.finish(heap))
}

/// The asynchronous form.
pub async fn drive<'h, H: Host<'h>>(
    host: &mut H,
    kind: Kind,
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let mut collected = Vec::new();
    let mut traversal = Traversal::new(&runtime, kind, arguments, 0)?;
    let mut outcome = None;
    loop {
        outcome = Some(
            match traversal.advance(&runtime, &mut collected, outcome)? {
                Progress::Force(thunk) => host.force(Value::Thunk(thunk)).await?,
                Progress::Call(function, arguments, count) => {
                    host.call(function, &arguments[..count]).await?
                }
                Progress::Done(result) => return Ok(result),
            },
        );
    }
}

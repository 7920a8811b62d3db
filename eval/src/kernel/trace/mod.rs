//! The lines of a trace: what was being evaluated when an error passed.

mod arguments;
mod calls;
mod instructions;
mod order;
mod selections;
mod telling;

use crate::bytecode::{Code, Context, ContextPart, Instruction};
use crate::error::{Due, Error, ErrorKind, Passage};
use crate::kernel::reentrant::Arguments;
use crate::kernel::step::{Activation, Stack};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Builtin, Callee, Thunk, ThunkState, Value};

pub use calls::waiting_builtin;
pub use telling::Telling;

/// Builtins whose calls are not told of.
const SILENT: [&str; 2] = ["addErrorContext", "break"];

/// The error as it leaves a frame, whose values are still on top of the stack.
///
/// The frame's instruction pointer is one past the instruction that failed or waited.
pub fn of_code<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
) -> Error<'h> {
    of_part(runtime, error, frame, stack, None)
}

/// The stretch in place of a thunk that the instruction at hand is in, by its index among the contexts: the innermost one.
pub fn inlined(frame: &Activation<'_>) -> Option<usize> {
    let index = frame.ip.saturating_sub(1);
    frame.code.contexts.iter().position(|context| {
        matches!(
            context.part,
            ContextPart::InlinedArgument | ContextPart::InlinedBinding
        ) && (context.start..context.end).contains(&index)
    })
}

/// The error as it would leave the frame of the thunk in whose place a stretch is computed, given by its index among the
/// contexts.
pub fn of_inlined<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    inlined: usize,
) -> Error<'h> {
    of_part(runtime, error, frame, stack, Some(inlined))
}

fn of_part<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    inlined: Option<usize>,
) -> Error<'h> {
    let contexts = frame.code.contexts.items();
    // Contexts of parts come before those of the whole.
    let contexts = &contexts[..inlined.unwrap_or(contexts.len())];
    let heap = runtime.heap;
    let here = frame.position();
    let passage = error.passage();
    let mut error = error;
    if calls::is_call_of(runtime, frame, stack, passage) {
        error = told_due(runtime, error, here);
    }
    if !frame.code.position.is_some() {
        // A piece of the machine's own code: the frame below knows where it was asked for.
        return error;
    }
    if let Some((refusal, operator)) = order::refusal(runtime, frame, stack, contexts) {
        let ip = operator + 1;
        let refusal = placed(runtime, refusal, frame, operator);
        let frame = Activation { ip, ..*frame };
        return of_part(runtime, refusal, &frame, stack, inlined);
    }
    error = calls::of_result(runtime, error, frame, stack);
    if passage.is_fresh {
        error = instructions::of_instruction(runtime, error, frame);
    }
    error = error.at(heap, here);
    error = of_contexts(runtime, error, frame, stack, passage, contexts);
    match inlined {
        Some(index) => of_stretch(runtime, error, frame.code.contexts[index]),
        None => of_activation(runtime, error, frame),
    }
}

/// The error as [`of_activation`] would leave it, had the stretch been a thunk's code.
fn of_stretch<'h>(runtime: &Runtime<'h>, error: Error<'h>, stretch: Context) -> Error<'h> {
    let due = match stretch.part {
        ContextPart::InlinedBinding => Due::Binding(stretch.position),
        _ => Due::Source(stretch.position),
    };
    let passage = Passage {
        due,
        ..Passage::TOLD
    };
    error.passing(runtime.heap, passage)
}

/// The refusal of a left operand of `+`, which is told of where that begins.
fn placed<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    operator: u32,
) -> Error<'h> {
    let index = operator as usize;
    match frame.code.instructions.get(index) {
        Some(Instruction::Add { back }) => {
            let position = frame.code.positions.get(index).copied().unwrap_or_default();
            error.at(runtime.heap, position.back(*back))
        }
        _ => error,
    }
}

/// The error with the line that the frame it comes from left to tell.
fn told_due<'h>(runtime: &Runtime<'h>, error: Error<'h>, here: Position) -> Error<'h> {
    let heap = runtime.heap;
    let message = match error.passage().due {
        Due::CallSite => "from call site",
        Due::Functor => "while calling a functor (an attribute set with a '__functor' attribute)",
        Due::Nothing | Due::Called | Due::Binding(_) | Due::Source(_) | Due::StringForm => {
            return error;
        }
    };
    if !here.is_some() {
        return error;
    }
    let due = Due::Called;
    error.traced(heap, message, here).passing(
        heap,
        Passage {
            due,
            ..error.passage()
        },
    )
}

/// The error with the line of the frame itself, and what the frame below has to know.
fn of_activation<'h>(runtime: &Runtime<'h>, error: Error<'h>, frame: &Activation<'h>) -> Error<'h> {
    let heap = runtime.heap;
    let code = frame.code;
    let mut error = error;
    let due = if let Some(function) = &code.function {
        // Matching the arguments is still the caller's affair.
        let matching =
            frame.ip <= 1 && code.instructions.first() == Some(&Instruction::BindFormals);
        if runtime.options.show_trace && !matching {
            let message = match function.name {
                Some(name) => format!("while calling '{}'", runtime.symbols.text(name)),
                None => "while calling anonymous lambda".to_owned(),
            };
            let position = code.position_after(usize::from(function.arity) - 1);
            error = error.traced(heap, &message, position);
        }
        if runtime.options.show_trace || matching {
            Due::CallSite
        } else {
            Due::Called
        }
    } else if let Some(builtin) = code.builtin {
        if error.passage().is_fresh {
            error = error.without_place(heap);
        }
        error = line_of_builtin(runtime, error, builtin.name, code.position);
        Due::Called
    } else if code.functor {
        Due::Functor
    } else if code.name.is_some() {
        Due::Binding(code.defined)
    } else {
        Due::Source(code.position)
    };
    let passage = Passage {
        due,
        left: code.function.is_some().then_some(code),
        ..Passage::TOLD
    };
    error.passing(heap, passage)
}

/// The error with a line for each stretch of code that the instruction at hand is part of.
fn of_contexts<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    passage: Passage<'h>,
    contexts: &'h [Context],
) -> Error<'h> {
    let index = frame.ip.saturating_sub(1);
    let mut error = error;
    for context in contexts {
        if !(context.start..context.end).contains(&index) {
            continue;
        }
        error = match context.part {
            ContextPart::Operator(builtin) => {
                line_of_builtin(runtime, error, builtin.name(), context.position)
            }
            ContextPart::Selection => {
                selections::of_selection(runtime, error, frame, stack, context, passage)
            }
            ContextPart::SelectionDefault => {
                selections::of_default(runtime, error, frame, stack, context)
            }
            ContextPart::AssertCondition if is_the_assertion(frame, error, passage) => error,
            part => match part.words() {
                Some(words) => error.traced(runtime.heap, words, context.position),
                None => error,
            },
        };
    }
    error
}

/// Whether it is the assertion that failed, not the evaluation of its condition.
fn is_the_assertion<'h>(frame: &Activation<'h>, error: Error<'h>, passage: Passage<'h>) -> bool {
    let index = (frame.ip as usize).saturating_sub(1);
    let instruction = frame.code.instructions.get(index);
    passage.is_fresh
        && error.kind() == ErrorKind::Assertion
        && matches!(
            instruction,
            Some(Instruction::Assert { .. } | Instruction::AssertEqual)
        )
}

fn line_of_builtin<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    name: &str,
    position: Position,
) -> Error<'h> {
    if SILENT.contains(&name) {
        return error;
    }
    let error = match error.passage().due {
        Due::Source(file) if name == "import" => of_file(runtime, error, file),
        _ => error,
    };
    let message = format!("while calling the '{name}' builtin");
    error.traced(runtime.heap, &message, position)
}

/// The error with the line of the file that a position is in.
fn of_file<'h>(runtime: &Runtime<'h>, error: Error<'h>, position: Position) -> Error<'h> {
    let Some(location) = runtime.sources.locate(position) else {
        return error;
    };
    let file = location.source.origin.display();
    error.telling(runtime, &format!("while evaluating the file '{file}':"))
}

/// The error with the line of the argument of a builtin that it is about, if it is about one.
#[cold]
pub fn of_arguments<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    builtin: &Builtin,
    arguments: &[Value<'h>],
) -> Error<'h> {
    let passage = error.passage();
    let is_culprit = |argument: &Value<'h>| {
        passage.is_fresh
            && passage
                .culprit
                .is_some_and(|culprit| is_same(culprit, *argument))
    };
    if passage.due == Due::StringForm {
        return error;
    }
    for (index, argument) in arguments.iter().enumerate() {
        let failed = has_failed(*argument, error);
        let is_told = arguments::is_told_of_failures(builtin.name, index);
        let words = arguments::words(builtin.name, index);
        let told = match words {
            Some(words) if (failed && is_told) || is_culprit(argument) => {
                error.telling(runtime, &words)
            }
            _ if failed => error,
            _ => continue,
        };
        let due = Due::Called;
        let passage = told.passage();
        return told.passing(runtime.heap, Passage { due, ..passage });
    }
    error
}

/// Whether the error is what the evaluation of a value came to.
fn has_failed<'h>(value: Value<'h>, error: Error<'h>) -> bool {
    match value {
        Value::Thunk(thunk) => match thunk.state() {
            ThunkState::Failed(failure) => failure.is(error),
            ThunkState::Blackhole => {
                error.passage().is_fresh && error.kind() == ErrorKind::InfiniteRecursion
            }
            ThunkState::Suspended(_) | ThunkState::Application | ThunkState::Done(_) => false,
        },
        _ => false,
    }
}

/// Whether two values are one, as far as can be told.
pub fn is_same<'h>(left: Value<'h>, right: Value<'h>) -> bool {
    let (left, right) = (left.resolved(), right.resolved());
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::String(a), Value::String(b)) | (Value::Path(a), Value::Path(b)) => {
            a.bytes() == b.bytes()
        }
        (Value::List(a), Value::List(b)) => a.address() == b.address(),
        (Value::Attrs(a), Value::Attrs(b)) => a.address() == b.address(),
        _ => left.same_object(right),
    }
}

/// The error with the line of a builtin that failed. Such an error has no place of its own: the line says where.
#[cold]
pub fn of_builtin<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    builtin: &str,
    position: Position,
) -> Error<'h> {
    let heap = runtime.heap;
    let passage = error.passage();
    let mut error = error;
    if passage.is_fresh {
        if passage.due == Due::StringForm {
            let words = "while evaluating the result of the `__toString` attribute";
            error = error.traced(heap, words, Position::NONE);
        }
        if !error.position().is_some() {
            error = error.without_place(heap);
        }
    }
    let error = line_of_builtin(runtime, error, builtin, position);
    error.passing(heap, Passage::TOLD)
}

/// As [`of_arguments`] for arguments that are padded.
pub fn of_padded_arguments<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    builtin: &Builtin,
    arguments: &Arguments<'h>,
) -> Error<'h> {
    let given = &arguments[..usize::from(builtin.arity)];
    of_arguments(runtime, error, builtin, given)
}

/// The error as it leaves a function whose frame computed a thunk: the thunk applies the function, or the function took
/// the place of the thunk's code.
#[cold]
pub fn of_thunk<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    thunk: Option<Thunk<'h>>,
) -> Error<'h> {
    let passage = error.passage();
    let Some(left) = passage.left else {
        return error;
    };
    let applies = thunk.is_some_and(|thunk| match thunk.captures() {
        [function, arguments @ ..] => applied(function.get().value(), arguments.len())
            .is_some_and(|code| std::ptr::eq(code, left)),
        [] => false,
    });
    let due = match passage.due {
        // Nobody knows any more where the call is written.
        Due::CallSite if !applies => Due::Called,
        due => due,
    };
    let is_thunk = true;
    error.passing(
        runtime.heap,
        Passage {
            due,
            is_thunk,
            ..passage
        },
    )
}

/// The code of the function that is called where a value is applied to so many arguments.
fn applied(function: Value<'_>, count: usize) -> Option<&Code<'_>> {
    let (closure, earlier) = match function.resolved() {
        Value::Closure(closure) => (closure, 0),
        Value::Partial(partial) => match partial.callee() {
            Callee::Closure(closure) => (closure, partial.arguments().len()),
            Callee::Builtin(_) => return None,
        },
        _ => return None,
    };
    let code = closure.code();
    (code.arity() == earlier + count).then_some(code)
}

/// The error with the lines of the call of a functor that is blamed on a position.
pub fn of_functor<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    position: Position,
    call: Position,
) -> Error<'h> {
    let heap = runtime.heap;
    let error = told_due(runtime, error, position).at(heap, position);
    let passage = Passage {
        due: Due::Functor,
        ..error.passage()
    };
    told_due(runtime, error.passing(heap, passage), call)
}

/// The error of an item that deep forcing has evaluated, with the line of the call that it was, if it was one.
pub fn of_item<'h>(runtime: &Runtime<'h>, error: Error<'h>, item: Value<'h>) -> Error<'h> {
    let heap = runtime.heap;
    let passage = error.passage();
    let mut error = error;
    if passage.due == Due::CallSite
        && let Value::Thunk(thunk) = item
        && let [function, _] = thunk.captures()
        && let Some(position) = written(function.get().value())
    {
        error = told_due(runtime, error, position);
    }
    error.passing(
        heap,
        Passage {
            due: Due::Called,
            ..error.passage()
        },
    )
}

/// Where a function is written, counted from the argument that it takes next.
pub fn written(function: Value<'_>) -> Option<Position> {
    match function.resolved() {
        Value::Closure(closure) => Some(closure.code().position_after(0)),
        Value::Partial(partial) => match partial.callee() {
            Callee::Closure(closure) => {
                Some(closure.code().position_after(partial.arguments().len()))
            }
            Callee::Builtin(_) => None,
        },
        _ => None,
    }
}

//! The lines of a trace: what was being evaluated when an error passed.

mod arguments;
mod calls;
mod selections;

use crate::bytecode::{ContextPart, Instruction};
use crate::error::{Due, Error, ErrorKind, Passage};
use crate::heap::Heap;
use crate::kernel::reentrant::Arguments;
use crate::kernel::step::{Activation, Stack};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Builtin, Callee, ThunkState, Value};

pub use calls::waiting_builtin;

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
    let heap = runtime.heap;
    let here = frame.position();
    let passage = error.passage();
    let mut error = told_due(runtime, error, here);
    if !frame.code.position.is_some() {
        // A piece of the machine's own code: the frame below knows where it was asked for.
        return error;
    }
    error = calls::of_result(runtime, error, frame, stack);
    if passage.is_fresh {
        error = of_instruction(runtime, error, frame);
    }
    error = error.at(heap, here);
    error = of_contexts(runtime, error, frame, stack, passage);
    of_activation(runtime, error, frame)
}

/// The error with the line that the frame it comes from left to tell.
fn told_due<'h>(runtime: &Runtime<'h>, error: Error<'h>, here: Position) -> Error<'h> {
    let heap = runtime.heap;
    let message = match error.passage().due {
        Due::CallSite => "from call site",
        Due::Functor => "while calling a functor (an attribute set with a '__functor' attribute)",
        Due::Nothing | Due::Called | Due::Binding(_) | Due::StringForm => return error,
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
        error = line_of_builtin(runtime, error, builtin.name, code.position);
        Due::Called
    } else if code.functor {
        Due::Functor
    } else if code.name.is_some() {
        Due::Binding(code.defined)
    } else {
        Due::Nothing
    };
    let passage = Passage {
        is_fresh: false,
        culprit: None,
        operand: 0,
        due,
    };
    error.passing(heap, passage)
}

/// The error that the instruction at hand has raised itself.
fn of_instruction<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
) -> Error<'h> {
    let heap = runtime.heap;
    let passage = error.passage();
    let index = (frame.ip as usize).saturating_sub(1);
    let Some(&instruction) = frame.code.instructions.get(index) else {
        return error;
    };
    let here = frame.position();
    if let Instruction::Sub
    | Instruction::Mul
    | Instruction::Div
    | Instruction::Negate
    | Instruction::Less = instruction
    {
        return error.without_place(heap);
    }
    if passage.culprit.is_none() {
        return error;
    }
    match instruction {
        Instruction::Concat => error
            .traced(
                heap,
                "while evaluating one of the elements to concatenate",
                here,
            )
            .without_place(heap),
        Instruction::Update => {
            let (words, position) = of_update(frame, index as u32, passage.operand);
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::Coerce { .. } | Instruction::Add { .. } => {
            let words = match passage.due {
                Due::StringForm => "while evaluating the result of the `__toString` attribute",
                _ => "while evaluating a path segment",
            };
            let position = error.position().or(here);
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::Select { .. } | Instruction::SelectDynamic => error
            .traced(heap, "while selecting an attribute", here)
            .without_place(heap),
        Instruction::CheckName => {
            let error = error.traced(heap, "while evaluating an attribute name", here);
            at_or_nowhere(heap, error, here)
        }
        Instruction::InsertDynamic => error.traced(
            heap,
            "while evaluating the name of a dynamic attribute",
            here,
        ),
        Instruction::ResolveWith { count, .. } => {
            let positions = crate::kernel::step::scope_positions(frame, usize::from(count));
            let position = positions.get(passage.operand).copied().unwrap_or_default();
            let words = "while evaluating the first subexpression of a with expression";
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::BindFormals => {
            let last = frame.code.arity() - 1;
            let position = frame.code.position_after(last);
            let words = "while evaluating the value passed for the lambda argument";
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::Not => at_or_nowhere(heap, error, here),
        _ => error,
    }
}

/// The error at a place that is none for literals.
fn at_or_nowhere<'h>(heap: &'h Heap, error: Error<'h>, here: Position) -> Error<'h> {
    if here.is_some() {
        error.at(heap, here)
    } else {
        error.without_place(heap)
    }
}

/// The words and the place of an operand of the `//` at `index`.
fn of_update(frame: &Activation<'_>, index: u32, operand: usize) -> (&'static str, Position) {
    let ending = |part: ContextPart, end: u32| {
        let mut contexts = frame.code.contexts.iter();
        contexts.find(|context| context.part == part && context.end == end)
    };
    let left = ending(ContextPart::UpdateLeft, index);
    let right = left.and_then(|left| ending(ContextPart::UpdateRight, left.start));
    let (part, context) = match operand {
        0 => (ContextPart::UpdateLeft, left),
        _ => (ContextPart::UpdateRight, right),
    };
    let words = part.words().unwrap_or_default();
    (
        words,
        context.map(|context| context.position).unwrap_or_default(),
    )
}

/// The error with a line for each stretch of code that the instruction at hand is part of.
fn of_contexts<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    passage: Passage<'h>,
) -> Error<'h> {
    let index = frame.ip.saturating_sub(1);
    let mut error = error;
    for context in frame.code.contexts {
        if !(context.start..context.end).contains(&index) {
            continue;
        }
        error = match context.part {
            ContextPart::Operator(name) => line_of_builtin(runtime, error, name, context.position),
            ContextPart::Selection => {
                selections::of_selection(runtime, error, frame, stack, context, passage)
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
    let message = format!("while calling the '{name}' builtin");
    error.traced(runtime.heap, &message, position)
}

/// The error with the line of the argument of a builtin that it is about, if it is about one.
#[cold]
pub fn of_arguments<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    builtin: &Builtin,
    arguments: &[Value<'h>],
) -> Error<'h> {
    let heap = runtime.heap;
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
        if (failed && arguments::is_told_of_failures(builtin.name, index)) || is_culprit(argument) {
            if let Some(words) = arguments::words(builtin.name, index) {
                return error.traced(heap, &words, Position::NONE);
            }
            return error;
        }
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
fn is_same<'h>(left: Value<'h>, right: Value<'h>) -> bool {
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
            error = error.traced(heap, words, position);
        }
        error = match error.kind() {
            ErrorKind::InfiniteRecursion => error.at(heap, position),
            _ if error.position().is_some() => error,
            _ => error.without_place(heap),
        };
    }
    let error = line_of_builtin(runtime, error, builtin, position);
    error.passing(
        heap,
        Passage {
            is_fresh: false,
            culprit: None,
            operand: 0,
            due: Due::Called,
        },
    )
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
        && let Some(position) = written(function.get())
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
fn written(function: Value<'_>) -> Option<Position> {
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

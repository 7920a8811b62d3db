//! `framelab eval`: evaluate, select, print.

use super::arguments::{EvalArguments, StatisticsForm};
use super::{Failure, complain, input, memory, write_result};
use framelab_eval::error::{Error, Result as Outcome};
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::print::{Evaluated, Places};
use framelab_eval::statistics::Statistics;
use framelab_eval::value::{Attrs, AttrsBuilder, NixString, Thunk, Value};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs the command; the process was started at `started`.
pub fn run(arguments: &EvalArguments, started: Instant) -> Result<(), Failure> {
    let limit = arguments.max_heap.unwrap_or_else(memory::default_limit);
    // Never dropped: the process ends when the command does.
    let heap: &'static Heap = Box::leak(Box::new(Heap::with_limit(limit)));
    let mut evaluator = evaluator(heap, arguments)?;
    input::print_warnings(&evaluator);
    let evaluation = Instant::now();
    let result = input::load(&evaluator, &arguments.input).and_then(|thunk| {
        evaluate(&mut evaluator, arguments, thunk)
            .map_err(|error| Failure::report(&evaluator, error))
    });
    let front_end = Duration::from_nanos(evaluator.runtime().front_end.get().nanoseconds());
    let evaluate = evaluation.elapsed().saturating_sub(front_end);
    let written = result.and_then(|bytes| write_result(&bytes));
    if let Some(form) = arguments.stats {
        print_statistics(&evaluator, form, evaluate, started.elapsed())?;
    }
    std::mem::forget(evaluator);
    written
}

fn evaluator<'h>(heap: &'h Heap, arguments: &EvalArguments) -> Result<Evaluator<'h>, Failure> {
    let mut options = input::options(&arguments.input.include, &arguments.input.settings);
    options.show_trace |= arguments.show_trace;
    let engine = &arguments.engine;
    let evaluator = if arguments.stats.is_some() {
        Evaluator::with_counting_engine(heap, options, engine)
    } else {
        Evaluator::with_engine(heap, options, engine)
    };
    evaluator.ok_or_else(|| Failure::Message(format!("no engine is named '{engine}'")))
}

/// The result as it is printed, whole; those of several attributes one after the other.
fn evaluate<'h>(
    evaluator: &mut Evaluator<'h>,
    arguments: &EvalArguments,
    thunk: Thunk<'h>,
) -> Outcome<'h, Vec<u8>> {
    let folder = std::env::current_dir().unwrap_or_default();
    let given = given_arguments(evaluator, arguments, &folder)?;
    let whole = [String::new()];
    let paths = match arguments.attributes.as_slice() {
        [] => &whole[..],
        paths => paths,
    };
    let mut results = Vec::new();
    for path in paths {
        let mut value = evaluator.select(Value::Thunk(thunk), path, given)?;
        if arguments.auto_args || !given.is_empty() {
            value = evaluator.auto_call(value, given)?;
        }
        results.append(&mut render(evaluator, arguments, value)?);
    }
    Ok(results)
}

fn render<'h>(
    evaluator: &mut Evaluator<'h>,
    arguments: &EvalArguments,
    value: Value<'h>,
) -> Outcome<'h, Vec<u8>> {
    let evaluated = if arguments.strict {
        Evaluated::Deep
    } else {
        Evaluated::Shallow
    };
    if arguments.raw {
        return evaluator.to_raw(value);
    }
    if arguments.xml {
        let places = if arguments.no_location {
            Places::Hidden
        } else {
            Places::Shown
        };
        return evaluator.to_xml(value, evaluated, places);
    }
    let mut result = Vec::new();
    if arguments.json {
        result = evaluator.to_json(value, evaluated)?;
    } else {
        // JSON and XML evaluate as they go, in the order of the names; this in the order C++ Nix keeps sets in.
        if arguments.strict {
            evaluator.force_deep(value)?;
        }
        let mut limited = Limited {
            bytes: &mut result,
            heap: evaluator.runtime().heap,
        };
        if evaluator.print(value, evaluated, &mut limited).is_err() {
            return Err(Error::heap_full(evaluator.runtime().heap));
        }
    }
    result.push(b'\n');
    Ok(result)
}

/// A result being printed, which counts towards the heap's limit: shared values are printed once for each place.
struct Limited<'r, 'h> {
    bytes: &'r mut Vec<u8>,
    heap: &'h Heap,
}

impl Write for Limited<'_, '_> {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.heap.is_full(self.bytes.len()) {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The set that `--arg` and `--argstr` describe.
fn given_arguments<'h>(
    evaluator: &Evaluator<'h>,
    arguments: &EvalArguments,
    folder: &Path,
) -> Outcome<'h, Attrs<'h>> {
    let runtime = evaluator.runtime();
    let mut given = AttrsBuilder::default();
    // Of several arguments with one name the first added stays: the last on the command line.
    for pair in arguments.string_arguments.chunks_exact(2).rev() {
        let value = NixString::new(runtime.heap, pair[1].as_bytes());
        given.push(
            runtime.symbols.intern(pair[0].as_bytes()),
            Value::String(value),
        );
    }
    for pair in arguments.arguments.chunks_exact(2).rev() {
        let thunk = evaluator.load_str(&pair[1], folder)?;
        given.push(
            runtime.symbols.intern(pair[0].as_bytes()),
            Value::Thunk(thunk),
        );
    }
    Ok(given.finish(runtime.heap))
}

fn print_statistics(
    evaluator: &Evaluator<'_>,
    form: StatisticsForm,
    evaluate: Duration,
    total: Duration,
) -> Result<(), Failure> {
    let statistics = Statistics::new(evaluator.runtime(), evaluator.engine(), evaluate, total);
    let text = match form {
        StatisticsForm::Human => statistics.to_string(),
        StatisticsForm::Json => serde_json::to_string(&statistics)
            .map_err(|error| Failure::Message(format!("writing the statistics: {error}")))?,
    };
    complain(text.trim_end_matches('\n'));
    Ok(())
}

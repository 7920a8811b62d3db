//! `framelab eval`: evaluate, select, print.

use super::arguments::{EvalArguments, StatisticsForm};
use super::machine::Counting;
use super::{Failure, complain, input, write_result};
use framelab_eval::error::{Error, Result as Outcome};
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::print::{Evaluated, Places};
use framelab_eval::statistics::Statistics;
use framelab_eval::value::{Thunk, Value};
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Runs the command; the process was started at `started`.
pub fn run(arguments: &EvalArguments, started: Instant) -> Result<(), Failure> {
    let counting = if arguments.stats.is_some() {
        Counting::On
    } else {
        Counting::Off
    };
    let mut evaluator = arguments.machine.evaluator(&arguments.input, counting)?;
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

/// The result as it is printed, whole; those of several attributes one after the other.
fn evaluate<'h>(
    evaluator: &mut Evaluator<'h>,
    arguments: &EvalArguments,
    thunk: Thunk<'h>,
) -> Outcome<'h, Vec<u8>> {
    let given = arguments.selection.given(evaluator)?;
    let mut results = Vec::new();
    for path in arguments.selection.paths() {
        let mut value = evaluator.select(Value::Thunk(thunk), &path, given)?;
        if arguments.auto_args || arguments.drv || !given.is_empty() {
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
    if arguments.drv {
        return instances(evaluator, value);
    }
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

/// A line for each derivation: its path, and the output that is meant if it is not `out`.
fn instances<'h>(evaluator: &mut Evaluator<'h>, value: Value<'h>) -> Outcome<'h, Vec<u8>> {
    let mut lines = Vec::new();
    for derivation in evaluator.derivations(value)? {
        let instance = evaluator.instance(derivation)?;
        let runtime = evaluator.runtime();
        runtime.store_dir.print_to(&instance.path, &mut lines);
        if instance.output != "out" {
            lines.push(b'!');
            lines.extend_from_slice(instance.output.as_bytes());
        }
        lines.push(b'\n');
    }
    Ok(lines)
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

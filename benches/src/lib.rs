//! One evaluation of a program, as every measurement runs it.

#[cfg(feature = "commands")]
pub mod command;

use std::cell::OnceCell;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anstream::adapter::strip_str;
use framelab_eval::engine;
use framelab_eval::error::Error;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::print::Evaluated;
use framelab_eval::runtime::Options;
use framelab_eval::statistics::Statistics;
use framelab_eval::value::{AttrsBuilder, Value};

/// What evaluates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The engine of a name.
    Engine(String),
    /// The engine of a name, counting what it does.
    Counting(String),
    /// The default engine without the optimization of a name.
    Without(String),
}

impl Subject {
    /// The name of the engine.
    pub fn engine(&self) -> &str {
        match self {
            Self::Engine(name) | Self::Counting(name) => name,
            Self::Without(_) => engine::NAMES.first().copied().unwrap_or_default(),
        }
    }

    fn evaluator<'h>(&self, heap: &'h Heap) -> Option<Evaluator<'h>> {
        let options = Options::default();
        match self {
            Self::Engine(name) => Evaluator::with_engine(heap, options, name),
            Self::Counting(name) => Evaluator::with_counting_engine(heap, options, name),
            Self::Without(name) => Evaluator::ablated(heap, options, name),
        }
    }
}

/// What to evaluate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The file; a function of a set with `size`.
    pub file: PathBuf,
    /// The value of `size`.
    pub size: i64,
}

/// What became of an evaluation.
#[derive(Clone, Debug)]
pub struct Evaluation<R> {
    /// What `nix-instantiate --eval --strict FILE --arg size SIZE` prints, or the text of the error.
    pub answer: Result<String, String>,
    /// What the evaluation did and took.
    pub statistics: Statistics,
    /// What was measured around it.
    pub measured: R,
}

/// Evaluates a program once, in a heap and an evaluator of its own; none if there is no such subject.
///
/// `around` is given the work and has to do it once: everything from before the heap is made until the answer is printed to memory.
/// It runs on the thread the engine needs, so that it may read what is counted by thread. Neither the statistics nor the
/// end of the heap are part of the work.
pub fn evaluate<R: Send>(
    subject: &Subject,
    program: &Program,
    around: impl FnOnce(&mut dyn FnMut()) -> R + Send,
) -> Option<Evaluation<R>> {
    engine::on_its_stack(subject.engine(), || evaluate_here(subject, program, around))
}

/// Does the work, in a function of its own that a tool can find by its name, [`REGION`].
///
/// It has no type parameters and no closures, whose names would begin with its own, and is not left by a jump.
#[inline(never)]
pub fn evaluation_region(work: &mut dyn FnMut()) {
    work();
    black_box(&work);
}

/// The name of [`evaluation_region`] as Valgrind shows it.
pub const REGION: &str = "framelab_benches::evaluation_region";

fn evaluate_here<R>(
    subject: &Subject,
    program: &Program,
    around: impl FnOnce(&mut dyn FnMut()) -> R,
) -> Option<Evaluation<R>> {
    let heap = OnceCell::new();
    let mut done = None;
    let start = Instant::now();
    let measured = around(&mut || {
        done = subject
            .evaluator(heap.get_or_init(Heap::new))
            .map(|mut evaluator| {
                let answer = answer(&mut evaluator, program);
                (evaluator, answer)
            });
    });
    let total = start.elapsed();
    let (evaluator, answer) = done?;
    let runtime = evaluator.runtime();
    let front_end = Duration::from_nanos(runtime.front_end.get().nanoseconds());
    let evaluate = total.saturating_sub(front_end);
    let statistics = Statistics::new(runtime, evaluator.engine(), evaluate, total);
    Some(Evaluation {
        answer: answer.map_err(|error| {
            let text = evaluator.report(error);
            strip_str(text.trim_end()).to_string()
        }),
        statistics,
        measured,
    })
}

fn answer<'h>(evaluator: &mut Evaluator<'h>, program: &Program) -> Result<String, Error<'h>> {
    let thunk = evaluator.load_file(&program.file)?;
    let runtime = evaluator.runtime();
    let mut given = AttrsBuilder::default();
    given.push(runtime.symbols.intern(b"size"), Value::Int(program.size));
    let given = given.finish(runtime.heap);
    let value = evaluator.auto_call(Value::Thunk(thunk), given)?;
    evaluator.force_deep(value)?;
    let mut text = Vec::new();
    // Writing to a vector cannot fail.
    let _ = evaluator.print(value, Evaluated::Deep, &mut text);
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Says what is wrong with an answer, if one is expected and it is another.
pub fn check(expected: Option<&str>, got: &str) -> Result<(), String> {
    match expected {
        Some(expected) if expected != got => Err(format!(
            "wrong answer\n  expected: {expected}\n       got: {got}"
        )),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn double() -> Program {
        Program {
            file: Path::new(env!("CARGO_MANIFEST_DIR")).join("../workloads/fib/default.nix"),
            size: 10,
        }
    }

    #[test]
    fn every_engine_does_the_work_once() {
        for &name in engine::NAMES {
            let mut runs = 0;
            let subject = Subject::Counting(name.to_owned());
            let evaluation = evaluate(&subject, &double(), |work| {
                work();
                runs += 1;
                "measured"
            })
            .expect("there is such an engine");
            assert_eq!(evaluation.answer.as_deref(), Ok("55"), "{name}");
            assert_eq!(evaluation.measured, "measured");
            assert_eq!(evaluation.statistics.engine, name);
            assert!(evaluation.statistics.dispatch.is_some());
            assert_eq!(runs, 1);
        }
    }

    #[test]
    fn every_ablation_gives_the_same_answer() {
        for ablation in engine::ABLATIONS {
            let subject = Subject::Without(ablation.name.to_owned());
            let evaluation = evaluate(&subject, &double(), |work| work());
            let answer = evaluation.map(|evaluation| evaluation.answer);
            assert_eq!(answer, Some(Ok("55".to_owned())), "{}", ablation.name);
        }
    }

    #[test]
    fn what_cannot_be_evaluated_is_told() {
        let subject = Subject::Engine("steam".to_owned());
        assert!(evaluate(&subject, &double(), |work| work()).is_none());
        let missing = Program {
            file: PathBuf::from("/nonexistent/program.nix"),
            size: 1,
        };
        let subject = Subject::Engine(engine::NAMES[0].to_owned());
        let evaluation = evaluate(&subject, &missing, |work| work()).expect("an engine");
        let error = evaluation.answer.expect_err("there is no such file");
        assert!(error.contains("/nonexistent/program.nix"), "{error}");
        assert!(!error.contains('\u{1b}'), "no colours: {error}");
    }

    #[test]
    fn answers_are_compared_only_if_expected() {
        assert_eq!(check(None, "1"), Ok(()));
        assert_eq!(check(Some("1"), "1"), Ok(()));
        let complaint = check(Some("2"), "1").expect_err("it differs");
        assert!(complaint.contains("expected: 2"), "{complaint}");
    }
}

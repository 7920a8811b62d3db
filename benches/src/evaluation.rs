//! One evaluation: what comes before a phase, the phase itself inside of what measures it, the answer.

use std::cell::{Cell, OnceCell};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anstream::adapter::strip_str;
use framelab_eval::compile::compile as compile_tree;
use framelab_eval::kernel::files;
use framelab_eval::print::Evaluated;
use framelab_eval::source::Origin;
use framelab_eval::statistics::Statistics;
use framelab_eval::value::{AttrsBuilder, Value};
use framelab_eval::{Error, Evaluator, Heap, Options, engine};

use crate::{Phase, Program, Subject};

/// What became of an evaluation.
#[derive(Clone, Debug)]
pub struct Evaluation<R> {
    /// The answer, or the text of the program's error, of which nothing is measured.
    pub outcome: Result<Answered<R>, String>,
    /// What the evaluation did and took; of a single phase what it did and took together with what comes before it.
    pub statistics: Statistics,
}

/// An evaluation that came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered<R> {
    /// What `nix-instantiate --eval --strict FILE --arg size SIZE` prints.
    ///
    /// Of phases that give no answer it is that of the evaluation which found the program's files.
    pub text: String,
    /// What was measured around the phase.
    pub measured: R,
}

/// Evaluates a program once, in a heap and an evaluator of its own; none if there is no such subject.
///
/// `around` is given the work of the phase and has to do it once. It runs on the thread the engine needs, so that it may read
/// what is counted by thread. Neither the statistics nor the end of the heap are part of the work.
pub fn evaluate<R: Send>(
    subject: &Subject,
    program: &Program,
    phase: Phase,
    around: impl FnOnce(&mut dyn FnMut()) -> R + Send,
) -> Option<Evaluation<R>> {
    engine::on_its_stack(subject.engine(), || {
        settle();
        match phase {
            Phase::Whole => whole(subject, program, around),
            Phase::Parse | Phase::Compile | Phase::Execute => part(subject, program, phase, around),
        }
    })
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
pub const REGION: &str = "framelab_benches::evaluation::evaluation_region";

/// Does once on each thread what is done the first time only: finding the end of the native stack, which reads the map of
/// the process and so depends on how it was built, and the allocator's own beginnings.
fn settle() {
    thread_local!(static SETTLED: Cell<bool> = const { Cell::new(false) });
    if SETTLED.replace(true) {
        return;
    }
    let heap = Heap::new();
    let mut evaluator = Evaluator::new(&heap, Options::default());
    // It cannot fail; and if it did, so would what is measured.
    let _ = evaluator.eval_str("builtins.toJSON [ 1 ]", Path::new("/"));
}

fn whole<R>(
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
    let outcome = match answer {
        Ok(text) => Ok(Answered { text, measured }),
        Err(error) => Err(plain_text(&evaluator, error)),
    };
    Some(Evaluation {
        outcome,
        statistics: statistics(&evaluator, total),
    })
}

fn part<R>(
    subject: &Subject,
    program: &Program,
    phase: Phase,
    around: impl FnOnce(&mut dyn FnMut()) -> R,
) -> Option<Evaluation<R>> {
    let found = Found::by_evaluating(subject, program)?;
    let heap = Heap::new();
    let mut evaluator = subject.evaluator(&heap)?;
    let start = Instant::now();
    let outcome = found.and_then(|found| {
        let measured = match phase {
            Phase::Parse => parse(&evaluator, &found, around),
            Phase::Compile => compile(&evaluator, &found, around),
            Phase::Execute | Phase::Whole => execute(&mut evaluator, program, &found, around),
        };
        match measured {
            Ok(measured) => Ok(Answered {
                text: found.answer,
                measured,
            }),
            Err(error) => Err(plain_text(&evaluator, error)),
        }
    });
    Some(Evaluation {
        outcome,
        statistics: statistics(&evaluator, start.elapsed()),
    })
}

/// What evaluating a program once found.
struct Found {
    answer: String,
    /// The files it read, in the order of their names.
    files: Vec<PathBuf>,
}

impl Found {
    /// The error is the text of the program's own; there is nothing if there is no such subject.
    fn by_evaluating(subject: &Subject, program: &Program) -> Option<Result<Self, String>> {
        let heap = Heap::new();
        let mut evaluator = subject.evaluator(&heap)?;
        Some(match answer(&mut evaluator, program) {
            Ok(answer) => {
                let imports = evaluator.runtime().imports.borrow();
                let mut files: Vec<_> = imports.keys().map(PathBuf::from).collect();
                files.sort();
                Ok(Self { answer, files })
            }
            Err(error) => Err(plain_text(&evaluator, error)),
        })
    }
}

fn parse<'h, R>(
    evaluator: &Evaluator<'h>,
    found: &Found,
    around: impl FnOnce(&mut dyn FnMut()) -> R,
) -> Result<R, Error<'h>> {
    let mut texts = Vec::with_capacity(found.files.len());
    for file in &found.files {
        let bytes = files::read(evaluator.runtime(), file)?;
        texts.push((file, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let mut trees = Vec::with_capacity(texts.len());
    let measured = around(&mut || {
        trees.extend(texts.drain(..).map(|(file, text)| {
            evaluator.parse_text(Origin::File(file.clone()), text, folder(file))
        }));
    });
    match trees.into_iter().find_map(Result::err) {
        Some(error) => Err(error),
        None => Ok(measured),
    }
}

fn compile<'h, R>(
    evaluator: &Evaluator<'h>,
    found: &Found,
    around: impl FnOnce(&mut dyn FnMut()) -> R,
) -> Result<R, Error<'h>> {
    let mut trees = Vec::with_capacity(found.files.len());
    for file in &found.files {
        trees.push(evaluator.parse_file(file)?);
    }
    let mut compiled = Vec::with_capacity(trees.len());
    let runtime = evaluator.runtime();
    let measured = around(&mut || {
        compiled.extend(trees.iter().map(|tree| compile_tree(runtime, tree, None)));
    });
    match compiled.into_iter().find_map(Result::err) {
        Some(error) => Err(error),
        None => Ok(measured),
    }
}

fn execute<'h, R>(
    evaluator: &mut Evaluator<'h>,
    program: &Program,
    found: &Found,
    around: impl FnOnce(&mut dyn FnMut()) -> R,
) -> Result<R, Error<'h>> {
    for file in &found.files {
        evaluator.load_file(file)?;
    }
    let mut done = None;
    let measured = around(&mut || done = Some(answer(evaluator, program)));
    match done {
        Some(Err(error)) => Err(error),
        Some(Ok(_)) | None => Ok(measured),
    }
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new("/"))
}

fn plain_text<'h>(evaluator: &Evaluator<'h>, error: Error<'h>) -> String {
    let text = evaluator.report(error);
    strip_str(text.trim_end()).to_string()
}

fn statistics(evaluator: &Evaluator<'_>, total: Duration) -> Statistics {
    let runtime = evaluator.runtime();
    let front_end = Duration::from_nanos(runtime.front_end.get().nanoseconds());
    let evaluate = total.saturating_sub(front_end);
    Statistics::new(runtime, evaluator.engine(), evaluate, total)
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

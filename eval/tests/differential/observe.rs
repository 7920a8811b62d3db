//! What one engine makes of a program: values, errors, warnings; or a panic.

use crate::campaign::folder;
use framelab_eval::access::AccessOptions;
use framelab_eval::error::{Error, ErrorKind};
use framelab_eval::features::Feature;
use framelab_eval::print::Evaluated;
use framelab_eval::{Evaluator, Heap, Options, Value, report};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::rc::Rc;

/// Memory a program may take. Those that need more are not compared: how much an engine needs is its own affair.
const HEAP_LIMIT: usize = 64 << 20;

/// An engine under test, in one of its forms.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The name that differences are reported under.
    pub name: String,
    /// The engine, which says what native stack it needs.
    pub engine: &'static str,
    /// An optimization that is left out.
    pub ablation: Option<&'static str>,
    /// What the caller of the evaluator chooses.
    pub options: Options,
    /// Whether the places of errors count.
    pub places: bool,
}

impl Subject {
    /// An engine as it is.
    pub fn engine(name: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            engine: name,
            ablation: None,
            options: options(),
            places: true,
        }
    }

    /// The default engine without an optimization.
    pub fn ablated(ablation: &'static str) -> Self {
        let engine = framelab_eval::engine::NAMES[0];
        Self {
            name: format!("{engine} without {ablation}"),
            ablation: Some(ablation),
            ..Self::engine(engine)
        }
    }

    /// The subject without the places of its errors.
    #[must_use]
    pub fn without_places(self) -> Self {
        Self {
            places: false,
            ..self
        }
    }

    fn evaluator<'h>(&self, heap: &'h Heap) -> Evaluator<'h> {
        let options = self.options.clone();
        match self.ablation {
            None => Evaluator::with_engine(heap, options, self.engine),
            Some(ablation) => Evaluator::ablated(heap, options, ablation),
        }
        .expect("the engine exists")
    }
}

/// The options of every comparison: a fixed system, verbose traces, all experimental parts; and no file but the
/// fixture, because a program that copies `/` to the store would not end.
pub fn options() -> Options {
    let fixture = folder().join("fixture");
    Options {
        trace_verbose: true,
        current_system: "x86_64-linux".to_owned(),
        search_path: vec![format!("fixture={}", fixture.display())],
        nix_path: Some(Vec::new()),
        features: Feature::ALL.into_iter().collect(),
        access: AccessOptions {
            restricted: true,
            ..AccessOptions::default()
        },
        ..Options::default()
    }
}

/// All that can be seen of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation {
    /// It was evaluated, once and again in several ways.
    Answers(Vec<(&'static str, Answer)>),
    /// It needs more memory or depth than it gets.
    TooLarge,
    /// The engine has a defect.
    Panic(String),
}

/// What one way of looking at a program gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A printed value, or lines of traces and warnings.
    Text(String),
    /// An error.
    Failure(Failure),
}

/// An error, as far as all engines agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its kind.
    pub kind: ErrorKind,
    /// Its message.
    pub message: String,
    /// `FILE:LINE:COLUMN`, if it is known.
    pub place: Option<String>,
    /// The "did you mean" line.
    pub suggestion: Option<String>,
    /// What led to it, outermost first, if the options ask for it.
    pub trace: Vec<String>,
}

impl Observation {
    /// The strict answer: what `eval --strict` says.
    pub fn strict(&self) -> Option<&Answer> {
        self.answer("strict")
    }

    /// The answer of a name.
    pub fn answer(&self, wanted: &str) -> Option<&Answer> {
        match self {
            Self::Answers(answers) => answers
                .iter()
                .find_map(|(name, answer)| (*name == wanted).then_some(answer)),
            Self::TooLarge | Self::Panic(_) => None,
        }
    }

    /// Leaves out the answers that all give.
    pub fn leave_out_common(observations: &mut [Self]) {
        let Some(Self::Answers(first)) = observations.first().cloned() else {
            return;
        };
        for answer in first {
            let common = observations.iter().all(|observation| match observation {
                Self::Answers(answers) => answers.contains(&answer),
                Self::TooLarge | Self::Panic(_) => false,
            });
            for observation in observations.iter_mut().filter(|_| common) {
                if let Self::Answers(answers) = observation {
                    answers.retain(|other| *other != answer);
                }
            }
        }
    }

    /// The observation as a person reads it.
    pub fn describe(&self) -> String {
        match self {
            Self::Answers(answers) => {
                let mut text = String::new();
                for (name, answer) in answers {
                    let _ = match answer {
                        Answer::Text(answer) => writeln!(text, "    {name}: {answer}"),
                        Answer::Failure(failure) => writeln!(
                            text,
                            "    {name}: {:?} error at {}: {}{} {:?}",
                            failure.kind,
                            failure.place.as_deref().unwrap_or("-"),
                            failure.message,
                            failure
                                .suggestion
                                .as_deref()
                                .map(|line| format!(" ({line})"))
                                .unwrap_or_default(),
                            failure.trace
                        ),
                    };
                }
                text
            }
            Self::TooLarge => "    more memory or depth than it gets\n".to_owned(),
            Self::Panic(message) => format!("    PANIC: {message}\n"),
        }
    }
}

/// A way of looking at a program.
pub type Look = for<'e, 'h> fn(&'e mut Evaluator<'h>, Value<'h>) -> Result<String, Error<'h>>;

/// Without forcing it deeply, deeply, again in both ways, as JSON.
pub const EVERY_WAY: &[(&str, Look)] = &[
    ("lazy", lazily),
    ("strict", strictly),
    ("strict again", strictly),
    ("lazy again", lazily),
    ("JSON", |evaluator, value| {
        let json = evaluator.to_json(value, Evaluated::Deep)?;
        Ok(String::from_utf8_lossy(&json).into_owned())
    }),
];

/// Deeply, as `eval --strict` does.
pub const STRICTLY: &[(&str, Look)] = &[("strict", strictly)];

/// Looks at a program in each of the ways, and at what it printed in the course of that.
pub fn observe(
    subject: &Subject,
    looks: &[(&'static str, Look)],
    program: &str,
    folder: &Path,
) -> Observation {
    let evaluate = || evaluate(subject, looks, program, folder);
    let observed = panic::catch_unwind(AssertUnwindSafe(evaluate));
    observed.unwrap_or_else(|cause| {
        let text = cause.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| cause.downcast_ref::<&str>().copied());
        Observation::Panic(text.unwrap_or("without a message").to_owned())
    })
}

fn evaluate(
    subject: &Subject,
    looks: &[(&'static str, Look)],
    program: &str,
    folder: &Path,
) -> Observation {
    let heap = Heap::with_limit(HEAP_LIMIT);
    let mut evaluator = subject.evaluator(&heap);
    let lines = Rc::new(RefCell::new(Vec::new()));
    let output = Rc::clone(&lines);
    let print = move |line: &str| output.borrow_mut().push(line.to_owned());
    evaluator.runtime().set_output(Box::new(print));
    let thunk = match evaluator.load_str(program, folder) {
        Ok(thunk) => Value::Thunk(thunk),
        Err(error) => {
            return Observation::Answers(vec![("strict", failed(subject, &evaluator, error))]);
        }
    };
    let mut answers = Vec::new();
    for &(name, look) in looks {
        let answer = match look(&mut evaluator, thunk) {
            Ok(text) => Answer::Text(text),
            Err(error) if is_limit(error) => return Observation::TooLarge,
            Err(error) => failed(subject, &evaluator, error),
        };
        answers.push((name, answer));
    }
    answers.push(("printed", Answer::Text(lines.borrow().join("\n"))));
    Observation::Answers(answers)
}

fn lazily<'h>(evaluator: &mut Evaluator<'h>, value: Value<'h>) -> Result<String, Error<'h>> {
    let value = evaluator.force(value)?;
    printed(evaluator, value, Evaluated::Shallow)
}

fn strictly<'h>(evaluator: &mut Evaluator<'h>, value: Value<'h>) -> Result<String, Error<'h>> {
    let value = evaluator.force_deep(value)?;
    printed(evaluator, value, Evaluated::Deep)
}

fn printed<'h>(
    evaluator: &Evaluator<'h>,
    value: Value<'h>,
    evaluated: Evaluated,
) -> Result<String, Error<'h>> {
    let mut text = Vec::new();
    match evaluator.print(value, evaluated, &mut text) {
        Ok(()) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Err(_) => Err(Error::heap_full(evaluator.runtime().heap)),
    }
}

/// Whether an error says that a program needs too much, which engines need not agree about.
fn is_limit(error: Error<'_>) -> bool {
    match error.kind() {
        ErrorKind::HeapLimit | ErrorKind::NativeStack | ErrorKind::Interrupted => true,
        ErrorKind::InfiniteRecursion => error.message().contains("calls in tail position"),
        ErrorKind::Throw
        | ErrorKind::Assertion
        | ErrorKind::SearchPath
        | ErrorKind::Abort
        | ErrorKind::Evaluation
        | ErrorKind::UndefinedVariable
        | ErrorKind::Syntax
        | ErrorKind::File => false,
    }
}

fn failed<'h>(subject: &Subject, evaluator: &Evaluator<'h>, error: Error<'h>) -> Answer {
    let place = report::locate(evaluator.runtime(), error.position());
    let mut trace = Vec::new();
    if subject.options.show_trace {
        trace.extend(error.trace().iter().map(|line| {
            let place = report::locate(evaluator.runtime(), line.position);
            format!("{} at {}", line.message, place.as_deref().unwrap_or("-"))
        }));
    }
    Answer::Failure(Failure {
        kind: error.kind(),
        message: error.message().to_owned(),
        place: place.filter(|_| subject.places),
        suggestion: error.suggestion().map(str::to_owned),
        trace,
    })
}

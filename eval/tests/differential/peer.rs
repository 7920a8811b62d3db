//! C++ Nix, if it is at hand: what it says about generated programs, and where that differs.

use crate::campaign::{BATCH, SEED, cut_down, folder, observe_each, programs as batch_of, setting};
use crate::known;
use crate::observe::{Answer, Observation, STRICTLY, Subject, options};
use crate::program::ProgramTree;
use framelab_eval::engine;
use framelab_eval::features::Feature;
use proptest::strategy::ValueTree;
use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

#[path = "../support/process.rs"]
mod process;
#[path = "../support/report.rs"]
mod report;

/// Programs asked about unless the environment says otherwise.
const PROGRAMS: u64 = 2000;

/// Disagreements that are cut down and shown, all at once.
const SHOWN: usize = 25;

/// How long a program is cut down.
const PATIENCE: Duration = Duration::from_secs(20);

/// Programs that one process is asked about, as long as each has a value.
const TOGETHER: usize = 50;

/// What stands between them, and what it prints.
const BETWEEN: &str = "builtins.trace \"«next program»\" 0";
const BETWEEN_PRINTS: &str = "trace: «next program»\n";

/// How a program ended: the value, or the error's message, suggestion and place; and what it printed before that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The value or the error.
    pub ending: Result<String, String>,
    /// Traces and warnings.
    pub printed: String,
}

/// Both evaluators.
#[derive(Debug)]
struct Peers {
    ours: Subject,
    theirs: PathBuf,
    arguments: Vec<String>,
}

/// What came of the comparison of a program.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Same,
    /// The name of a known difference.
    Known(&'static str),
    /// One of them needs too much.
    TooLarge,
    /// Both answers.
    Different(String),
}

impl Peers {
    fn new(theirs: PathBuf) -> Self {
        let options = options();
        let features = Feature::ALL.map(Feature::name).join(" ");
        let mut arguments: Vec<String> = [
            "--eval",
            "--strict",
            "--store",
            // In memory, so that what a program has added can be read.
            "dummy://?read-only=false",
            "--read-write-mode",
            "--option",
            "allow-import-from-derivation",
            "false",
            "--restrict-eval",
            "--trace-verbose",
            "--extra-experimental-features",
            &features,
        ]
        .map(str::to_owned)
        .to_vec();
        for entry in options.search_path {
            arguments.extend(["-I".to_owned(), entry]);
        }
        arguments.push("-E".to_owned());
        Self {
            ours: Subject::engine(engine::NAMES[0]),
            theirs,
            arguments,
        }
    }

    fn run(&self, programs: &[&str]) -> Result<process::Output, String> {
        let programs = programs.iter().map(|program| (*program).to_owned());
        let line: Vec<_> = self.arguments.iter().cloned().chain(programs).collect();
        process::run(&self.theirs, &line, &folder())
    }

    /// What C++ Nix says about one program.
    fn ask(&self, program: &str) -> Result<Answered, String> {
        let output = self.run(&[program])?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let report = report::read(&text(&output.stderr), "«string»");
        let ending = match (output.code, report.error) {
            (Some(0), _) => {
                let value = text(&output.stdout);
                Ok(value.strip_suffix('\n').unwrap_or(&value).to_owned())
            }
            (Some(1), Some(error)) => Err(error),
            (code, _) => return Err(format!("ended with {code:?}\n{}", text(&output.stderr))),
        };
        Ok(Answered {
            ending,
            printed: report.warnings,
        })
    }

    /// What C++ Nix says about programs, of which one process evaluates as many as it can.
    fn ask_together(&self, programs: &[&str]) -> Vec<Result<Answered, String>> {
        let mut answers = Vec::with_capacity(programs.len());
        while let Some(left) = programs
            .get(answers.len()..)
            .filter(|left| !left.is_empty())
        {
            let said = self.said(&left[..left.len().min(TOGETHER)]);
            if said.is_empty() {
                answers.push(self.ask(left[0]));
            }
            answers.extend(said.into_iter().map(Ok));
        }
        answers
    }

    /// What one process says about the programs up to the first that fails, which ends it.
    fn said(&self, programs: &[&str]) -> Vec<Answered> {
        let line: Vec<&str> = programs
            .iter()
            .flat_map(|program| [*program, BETWEEN])
            .collect();
        let Ok(output) = self.run(&line) else {
            return Vec::new();
        };
        let values = String::from_utf8_lossy(&output.stdout);
        let printed = String::from_utf8_lossy(&output.stderr);
        let mut printed = printed
            .split(BETWEEN_PRINTS)
            .map(|text| report::read(text, "«string»"));
        let values: Vec<&str> = values.lines().collect();
        let pairs = values.chunks_exact(2).take_while(|pair| pair[1] == "0");
        let mut said: Vec<_> = pairs
            .zip(&mut printed)
            .map(|(pair, report)| Answered {
                ending: Ok(pair[0].to_owned()),
                printed: report.warnings,
            })
            .collect();
        if output.code == Some(1)
            && said.len() * 2 == values.len()
            && let Some(report) = printed.next()
        {
            said.extend(report.error.map(|error| Answered {
                ending: Err(error),
                printed: report.warnings,
            }));
        }
        said
    }

    fn verdicts(&self, programs: &[String]) -> Vec<Verdict> {
        let ours: Vec<_> = observe_each(&self.ours, STRICTLY, programs)
            .into_iter()
            .map(|observation| told(&observation))
            .collect();
        let is_together = |program: &str, ours: &Option<Result<Answered, String>>| {
            let Some(Ok(ours)) = ours else {
                return false;
            };
            // A value is told from the next one by the end of its line; and a file is imported once in a process.
            !matches!(&ours.ending, Ok(value) if value.contains('\n'))
                && !program.contains("tracing.nix")
        };
        let together: Vec<&str> = programs
            .iter()
            .zip(&ours)
            .filter(|(program, ours)| is_together(program, ours))
            .map(|(program, _)| program.as_str())
            .collect();
        let mut together = self.ask_together(&together).into_iter();
        let verdict = |(program, ours): (&String, Option<Result<Answered, String>>)| {
            if is_together(program, &ours) {
                let theirs = together.next().expect("an answer for each");
                let verdict = judge(program, ours.clone(), theirs);
                if matches!(verdict, Verdict::Same) {
                    return verdict;
                }
            }
            match ours {
                None => Verdict::TooLarge,
                ours => judge(program, ours, self.ask(program)),
            }
        };
        programs.iter().zip(ours).map(verdict).collect()
    }

    fn verdict(&self, program: &str) -> Verdict {
        self.verdicts(&[program.to_owned()]).remove(0)
    }
}

/// The strict answer, if the program is not too large; a panic is a problem of ours.
fn told(observation: &Observation) -> Option<Result<Answered, String>> {
    if let Observation::Panic(problem) = observation {
        return Some(Err(format!("panic: {problem}")));
    }
    let ending = match observation.strict()? {
        Answer::Text(text) => Ok(text.clone()),
        Answer::Failure(failure) => {
            let suggestion = failure.suggestion.iter();
            let suggestion: String = suggestion.flat_map(|line| [line, "\n"]).collect();
            let place = failure.place.as_deref().unwrap_or("-");
            let place = place.strip_prefix("«string»:").unwrap_or(place);
            Err(format!("{}\n{suggestion}at {place}\n", failure.message))
        }
    };
    let printed = match observation.answer("printed") {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Some(Ok(Answered { ending, printed }))
}

fn judge(
    program: &str,
    ours: Option<Result<Answered, String>>,
    theirs: Result<Answered, String>,
) -> Verdict {
    let Some(ours) = ours else {
        return Verdict::TooLarge;
    };
    if let (Ok(ours), Ok(theirs)) = (&ours, &theirs) {
        if theirs.too_large() {
            return Verdict::TooLarge;
        }
        if known::agree(ours, theirs) {
            return Verdict::Same;
        }
        if let Some(reason) = known::difference(program, ours, theirs) {
            return Verdict::Known(reason);
        }
    } else if ours.is_ok() {
        // A crash of C++ Nix is none of ours.
        return Verdict::Known("C++ Nix crashes");
    }
    let show = |answer: Result<Answered, String>| match answer {
        Ok(Answered {
            ending: Ok(text) | Err(text),
            printed,
        }) => format!("{printed}\n{text}"),
        Err(problem) => problem,
    };
    Verdict::Different(format!(
        "framelab:\n{}\nC++ Nix:\n{}\n",
        show(ours),
        show(theirs)
    ))
}

impl Answered {
    fn too_large(&self) -> bool {
        matches!(&self.ending, Err(error) if error.starts_with("stack overflow"))
    }
}

/// What is counted over a run.
#[derive(Debug, Default)]
struct Tally {
    compared: usize,
    too_large: usize,
    known: BTreeMap<&'static str, usize>,
    different: usize,
    text: String,
}

impl Tally {
    fn count(&mut self, peers: &Peers, tree: ProgramTree, verdict: &Verdict) {
        match verdict {
            Verdict::Same => self.compared += 1,
            Verdict::TooLarge => self.too_large += 1,
            Verdict::Known(reason) => {
                if env::var_os("FRAMELAB_DIFFERENTIAL_SHOW").is_some() {
                    eprintln!("{reason}:\n{}\n", tree.current());
                }
                *self.known.entry(reason).or_default() += 1;
            }
            Verdict::Different(_) => {
                self.different += 1;
                if self.different <= SHOWN {
                    let started = Instant::now();
                    let differs = |program: &str| {
                        started.elapsed() < PATIENCE
                            && matches!(peers.verdict(program), Verdict::Different(_))
                    };
                    let original = tree.current();
                    let smallest = cut_down(tree, differs);
                    let answers = match peers.verdict(&smallest) {
                        Verdict::Different(answers) => answers,
                        other => format!("{other:?}, alone; as it was generated:\n{original}\n"),
                    };
                    let shown = format!("{smallest}\n\n{answers}\n----\n");
                    eprintln!("{shown}");
                    let _ = write!(self.text, "{shown}");
                }
            }
        }
    }
}

#[test]
fn nix_agrees() {
    let Some(nix) = env::var_os("FRAMELAB_NIX") else {
        eprintln!(
            "SKIPPED: no C++ Nix to ask. Run it with\n    FRAMELAB_NIX=/path/to/nix-instantiate \
             cargo test -p framelab-eval --test differential nix_agrees"
        );
        return;
    };
    let peers = Peers::new(Path::new(&nix).to_owned());
    let count = setting("FRAMELAB_DIFFERENTIAL_PROGRAMS", PROGRAMS) as usize;
    let seed = setting("FRAMELAB_DIFFERENTIAL_SEED", SEED);
    let tally = Mutex::new(Tally::default());
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let first = next.fetch_add(BATCH, Ordering::Relaxed);
            if first >= count {
                return;
            }
            let trees = batch_of(
                seed.wrapping_add((first / BATCH) as u64),
                BATCH.min(count - first),
            );
            let texts: Vec<_> = trees.iter().map(ValueTree::current).collect();
            let verdicts = peers.verdicts(&texts);
            let mut tally = tally.lock().expect("no thread panics");
            for (tree, verdict) in trees.into_iter().zip(verdicts) {
                tally.count(&peers, tree, &verdict);
            }
            eprintln!(
                "{first} of {count} programs, disagreements: {}",
                tally.different
            );
        }
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..threads {
            let _ = scope.spawn(work);
        }
    });
    let tally = tally.into_inner().expect("no thread panicked");
    println!(
        "{} of {count} programs: the same; {} were too large; known differences: {:#?}",
        tally.compared, tally.too_large, tally.known
    );
    assert!(
        tally.different == 0,
        "C++ Nix disagrees about {} of {count} programs\n\n{}",
        tally.different,
        tally.text
    );
}

//! C++ Nix, if it is at hand: what it says about generated programs, and where that differs.

use crate::campaign::{SEED, cut_down, folder, programs, setting};
use proptest::strategy::ValueTree;
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "../support/process.rs"]
mod process;
#[path = "../support/report.rs"]
mod report;

/// Programs asked about unless the environment says otherwise: each takes two processes.
const PROGRAMS: u64 = 2000;

/// Disagreements that are cut down and shown, all at once.
const SHOWN: usize = 25;

/// What a command says about a program.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answered {
    /// The value, or the error's message, suggestion and place.
    ending: Result<String, String>,
    /// Traces and warnings before that.
    printed: String,
}

/// A command that evaluates what follows its arguments.
#[derive(Debug)]
struct Command {
    program: PathBuf,
    arguments: Vec<&'static str>,
}

impl Command {
    fn ask(&self, program: &str) -> Result<Answered, String> {
        let mut line: Vec<_> = self
            .arguments
            .iter()
            .map(|argument| (*argument).to_owned())
            .collect();
        line.push(program.to_owned());
        let output = process::run(&self.program, &line, &folder())?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let report = report::read(&text(&output.stderr), "«string»");
        let ending = match (output.code, report.error) {
            (Some(0), _) => Ok(text(&output.stdout).trim_end_matches('\n').to_owned()),
            (Some(1), Some(error)) => Err(error),
            (code, _) => return Err(format!("ended with {code:?}\n{}", text(&output.stderr))),
        };
        Ok(Answered {
            ending,
            printed: report.warnings,
        })
    }
}

/// Both commands, and what they disagree about.
#[derive(Debug)]
struct Peers {
    ours: Command,
    theirs: Command,
}

impl Peers {
    fn new(nix: PathBuf) -> Self {
        let ours = ["eval", "--strict", "--max-heap", "256M", "-E"];
        let theirs = [
            "--eval",
            "--strict",
            "--store",
            "dummy://",
            "--readonly-mode",
            "-E",
        ];
        Self {
            ours: Command {
                program: Path::new(env!("CARGO_BIN_EXE_framelab")).to_owned(),
                arguments: ours.to_vec(),
            },
            theirs: Command {
                program: nix,
                arguments: theirs.to_vec(),
            },
        }
    }

    /// Both answers, if they differ in what framelab promises.
    fn difference(&self, program: &str) -> Option<String> {
        let (ours, theirs) = (self.ours.ask(program), self.theirs.ask(program));
        let agreed = match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => agree(ours, theirs),
            (Err(_), _) => false,
            // A crash of C++ Nix is none of ours.
            (_, Err(_)) => true,
        };
        (!agreed).then(|| {
            let show = |answer: Result<Answered, String>| match answer {
                Ok(Answered {
                    ending: Ok(text) | Err(text),
                    printed,
                }) => format!("{printed}{text}"),
                Err(problem) => problem,
            };
            format!("framelab:\n{}\nC++ Nix:\n{}\n", show(ours), show(theirs))
        })
    }
}

/// Whether two answers are as good as the same.
fn agree(ours: &Answered, theirs: &Answered) -> bool {
    let same_ending = match (&ours.ending, &theirs.ending) {
        // There is no store: what would be copied to it is an error here.
        (Err(ours), _) if ours.starts_with("cannot copy path") => return true,
        // What is too much differs.
        (Err(ours), Err(theirs))
            if ours.starts_with("heap limit reached") && theirs.starts_with("stack overflow") =>
        {
            return true;
        }
        // A function that is an attribute is shown as a thunk also after it has been called on a set's behalf.
        (Err(ours), Err(_))
            if ours.contains("__toString = «thunk»") || ours.contains("__functor = «thunk»") =>
        {
            return true;
        }
        // C++ Nix finds that the left side of `+` is no string before it evaluates the right side.
        (Err(_), Err(theirs)) if theirs.starts_with("cannot coerce ") => return true,
        // A place is given here also where C++ Nix knows none.
        (Err(ours), Err(theirs)) => {
            let (ours, theirs) = (visible(ours), visible(theirs));
            let without_place = theirs.strip_suffix("\nat -");
            let placed = |message| ours.starts_with(&format!("{message}\nat "));
            ours == theirs || without_place.is_some_and(placed)
        }
        (ours, theirs) => ours == theirs,
    };
    same_ending && visible(&ours.printed) == visible(&theirs.printed)
}

/// A text with one blank for any number of blanks and tabs, none at the end of a line, and no empty lines: a terminal's
/// affairs, in which each program has its own ways.
fn visible(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<_> = line
            .split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    });
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Whether a program is one that C++ Nix is known to treat in another way.
fn is_known(program: &str) -> bool {
    // It leaves the argument of `break` unevaluated, and meets thunks where values are expected.
    program.contains("break")
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
    let peers = Peers::new(PathBuf::from(nix));
    let count = setting("FRAMELAB_DIFFERENTIAL_PROGRAMS", PROGRAMS) as usize;
    let mut text = String::new();
    let mut found = 0;
    for tree in programs(setting("FRAMELAB_DIFFERENTIAL_SEED", SEED), count) {
        let program = tree.current();
        if is_known(&program) || peers.difference(&program).is_none() {
            continue;
        }
        found += 1;
        if found <= SHOWN {
            let smallest = cut_down(tree, |program| peers.difference(program).is_some());
            let difference = peers.difference(&smallest).unwrap_or_default();
            let _ = writeln!(text, "{smallest}\n\n{difference}\n----");
            eprintln!("{smallest}\n\n{difference}\n----");
        }
    }
    assert!(
        found == 0,
        "C++ Nix disagrees about {found} of {count} programs\n\n{text}"
    );
}

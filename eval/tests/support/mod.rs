//! Golden cases: finding them, running a command on them, and saying where its answer differs.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

mod process;
mod report;

/// How a command under test is called and how its error reports read.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The program.
    pub program: PathBuf,
    /// Arguments that come before the case's own flags.
    pub arguments: Vec<String>,
    /// The name that differences are reported under.
    pub name: String,
    /// What the expected places ask of it.
    pub places: Places,
}

/// How the place of an error is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// Exactly as expected: what C++ Nix is held to.
    Exact,
    /// Where the case expects none, one may be given: framelab knows the place of more errors than C++ Nix does.
    MoreAllowed,
}

/// One file of the suite together with what it has to answer.
#[derive(Debug)]
pub struct Case {
    folder: PathBuf,
    name: String,
    flags: Vec<String>,
    expected: Answer,
    /// Standard error, whole: each way of asking for a trace with what it has to give.
    reports: Vec<(Trace, String)>,
}

/// How much of an error's trace is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// What is shown without being asked for.
    Short,
    /// All of it.
    Full,
}

impl Trace {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Short, Self::Full];

    fn extension(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Full => "trace",
        }
    }

    fn argument(self) -> Option<&'static str> {
        match self {
            Self::Short => None,
            Self::Full => Some("--show-trace"),
        }
    }
}

/// What evaluating a case leaves behind, location-free.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The printed value, or the last error's message and its place.
    pub result: Ending,
    /// Traces and warnings in their order.
    pub warnings: String,
}

/// How an evaluation ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    /// The text on standard output.
    Value(String),
    /// The final error: message lines, then `at LINE:COLUMN` or `at -`.
    Error(String),
}

/// The folder that holds one folder a topic.
pub fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The topics, in alphabetical order.
pub fn topics() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(suite())
        .expect("the suite's folder exists")
        .map(|entry| entry.expect("a readable entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The cases of one topic, in alphabetical order.
pub fn cases(topic: &str) -> Vec<Case> {
    let folder = suite().join(topic);
    let mut found: Vec<Case> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("topic {topic}: {error}"))
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "nix"))
        .map(|path| Case::load(&path))
        .collect();
    found.sort_by(|left, right| left.name.cmp(&right.name));
    found
}

impl Case {
    fn load(path: &Path) -> Self {
        let side = |extension: &str| fs::read(path.with_extension(extension)).ok();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let result = match (side("exp"), side("err")) {
            (Some(value), None) => Ending::Value(text(value)),
            (None, Some(error)) => Ending::Error(text(error)),
            (None, None) => panic!("{} has neither .exp nor .err", path.display()),
            (Some(_), Some(_)) => panic!("{} has both .exp and .err", path.display()),
        };
        Self {
            folder: path.parent().expect("a case lies in a folder").to_owned(),
            name: path
                .file_stem()
                .expect("a case has a name")
                .to_string_lossy()
                .into_owned(),
            flags: side("flags")
                .map(text)
                .unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect(),
            expected: Answer {
                result,
                warnings: side("warn").map(text).unwrap_or_default(),
            },
            reports: Trace::ALL
                .into_iter()
                .filter_map(|trace| Some((trace, text(side(trace.extension())?))))
                .collect(),
        }
    }

    /// The topic and the file.
    pub fn title(&self) -> String {
        let topic = self.folder.file_name().unwrap_or_default();
        format!("{}/{}", topic.to_string_lossy(), self.file())
    }

    /// Standard error, whole, as a command gives it.
    pub fn report(&self, subject: &Subject, trace: Trace) -> Result<String, String> {
        let mut subject = subject.clone();
        subject
            .arguments
            .extend(trace.argument().map(str::to_owned));
        let output = process::run(&subject.program, &self.command_line(&subject), &self.folder)?;
        let here = self.folder.to_string_lossy();
        let text = String::from_utf8_lossy(&output.stderr).replace(&*here, "$DIR");
        Ok(format!("{}\n", report::strip_escapes(&text).trim_end()))
    }

    /// Describes how the stored reports differ from what a command gives, if they do.
    pub fn difference_of_reports(&self, subject: &Subject) -> Option<String> {
        let mut out = String::new();
        for (trace, expected) in &self.reports {
            let given = self
                .report(subject, *trace)
                .unwrap_or_else(|problem| problem);
            if given != *expected {
                let extension = trace.extension();
                let title = self.title();
                let _ = writeln!(out, "{title}, .{extension} on {}", subject.name);
                describe(&mut out, expected, &given);
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// Whether the case expects an error.
    pub fn expects_error(&self) -> bool {
        matches!(self.expected.result, Ending::Error(_))
    }

    fn file(&self) -> String {
        format!("{}.nix", self.name)
    }

    /// The command line: `--no-strict` is the suite's own flag, everything is strict without it.
    fn command_line(&self, subject: &Subject) -> Vec<String> {
        let lazy = self.flags.iter().any(|flag| flag == "--no-strict");
        let mut line = subject.arguments.clone();
        if !lazy {
            line.push("--strict".to_owned());
        }
        line.extend(
            self.flags
                .iter()
                .filter(|flag| *flag != "--no-strict")
                .cloned(),
        );
        line.push(self.file());
        line
    }

    fn answer(&self, subject: &Subject) -> Result<Answer, String> {
        let output = process::run(&subject.program, &self.command_line(subject), &self.folder)?;
        let here = self.folder.to_string_lossy().into_owned();
        let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&here, "$DIR");
        let report = report::read(&plain(&output.stderr), &self.file());
        let result = match (output.code, report.error) {
            (Some(0), _) => Ending::Value(plain(&output.stdout)),
            (Some(1), Some(error)) => Ending::Error(error),
            (code, _) => {
                return Err(format!(
                    "ended with {code:?}\n{}",
                    String::from_utf8_lossy(&output.stderr)
                ));
            }
        };
        Ok(Answer {
            result,
            warnings: report.warnings,
        })
    }

    fn accepts(&self, answer: &Answer, places: Places) -> bool {
        if *answer == self.expected {
            return true;
        }
        let (Ending::Error(expected), Ending::Error(given)) =
            (&self.expected.result, &answer.result)
        else {
            return false;
        };
        let without_place = |text: &str| {
            let end = text.trim_end().rfind('\n').unwrap_or(0);
            text[..end].to_owned()
        };
        places == Places::MoreAllowed
            && expected.ends_with("\nat -\n")
            && without_place(expected) == without_place(given)
            && self.expected.warnings == answer.warnings
    }

    /// Runs the case and describes the difference, if there is one.
    pub fn difference(&self, subject: &Subject) -> Option<String> {
        let mut out = format!("{} on {}\n", self.title(), subject.name);
        match self.answer(subject) {
            Ok(answer) if self.accepts(&answer, subject.places) => return None,
            Ok(answer) => {
                describe(&mut out, self.expected.result.text(), answer.result.text());
                if self.expected.warnings != answer.warnings {
                    out.push_str("  warnings:\n");
                    describe(&mut out, &self.expected.warnings, &answer.warnings);
                }
            }
            Err(problem) => describe(&mut out, self.expected.result.text(), &problem),
        }
        Some(out)
    }
}

impl Ending {
    fn text(&self) -> &str {
        match self {
            Ending::Value(text) | Ending::Error(text) => text,
        }
    }
}

/// Expected lines with `-`, given lines with `+`; lines both share at either end only once.
fn describe(out: &mut String, expected: &str, given: &str) {
    let expected: Vec<&str> = expected.split('\n').collect();
    let given: Vec<&str> = given.split('\n').collect();
    let shortest = expected.len().min(given.len());
    let head = expected
        .iter()
        .zip(&given)
        .take_while(|(left, right)| left == right)
        .count();
    let tail = expected
        .iter()
        .rev()
        .zip(given.iter().rev())
        .take_while(|(left, right)| left == right)
        .count()
        .min(shortest - head);
    let mut put = |mark: char, lines: &[&str]| {
        for line in lines {
            let _ = writeln!(out, "  {mark} {line}");
        }
    };
    put(' ', &expected[..head]);
    put('-', &expected[head..expected.len() - tail]);
    put('+', &given[head..given.len() - tail]);
    put(' ', &expected[expected.len() - tail..]);
}

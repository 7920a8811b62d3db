//! Instructions of the processor that one evaluation takes, in all and by function, counted by Valgrind's callgrind.
//!
//! ```text
//! let Some(valgrind) = Valgrind::find() else { /* say MISSING, go on */ };
//! let counted = valgrind.instructions(&runner, &subject)?;
//! counted.total      // instructions between the making of the heap and the printed answer
//! counted.functions  // the same by function, in falling order
//! ```
//!
//! The process that is watched is the binary that is timed. Counting begins and ends
//! with one function around the evaluation: neither the start of the process nor its end counts.

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_benches::REGION;
use framelab_benches::build::Build;

use super::subject::Subject;
use super::symbols::{normalised, normalised_file};
use crate::error::{Error, Result};
use crate::process;
use crate::runner::{Runner, bare_command, description};
use crate::workspace;

/// What to say where there is no Valgrind.
pub const MISSING: &str =
    "valgrind is not installed, so that no instructions are counted: `apt-get install valgrind`";

/// Valgrind, found.
#[derive(Clone, Debug)]
pub struct Valgrind {
    binary: PathBuf,
    version: String,
}

/// What lies around an evaluation in its process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Bytes of a variable in the environment: it moves the native stack.
    pub environment_bytes: usize,
    /// Blocks of memory allocated before: they move all that are allocated later.
    pub blocks: usize,
}

impl Surroundings {
    fn give_to(self, command: &mut Command) {
        if self.environment_bytes > 0 {
            command.env("SURROUNDINGS", "x".repeat(self.environment_bytes));
        }
        if self.blocks > 0 {
            command.args(["--blocks", &self.blocks.to_string()]);
        }
    }
}

/// Instructions of one evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instructions {
    /// All of them.
    pub total: u64,
    /// By function, callees not included, in falling order.
    pub functions: Vec<FunctionCost>,
    /// By the source file that the code was written in, wherever it was inlined.
    pub files: BTreeMap<String, u64>,
}

/// Instructions of one function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionCost {
    /// Its name without the compiler's hash.
    pub name: String,
    /// Instructions in it, not in what it calls.
    pub instructions: u64,
}

impl Valgrind {
    /// The `valgrind` on PATH, if it can be run.
    pub fn find() -> Option<Self> {
        let folders = env::var_os("PATH")?;
        let binary = env::split_paths(&folders)
            .map(|folder| folder.join("valgrind"))
            .find(|binary| binary.is_file())?;
        let version = process::run(Command::new(&binary).arg("--version")).ok()?;
        version.status.success().then(|| Self {
            version: version.answer(),
            binary,
        })
    }

    /// `valgrind --version`
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What a runner says of itself where Valgrind stands for the processor.
    pub fn describe(&self, runner: &Runner) -> Result<Build> {
        let mut command = bare_command(&self.binary);
        command
            .args(["--tool=none", "--quiet"])
            .arg(runner.binary())
            .arg("describe");
        description(&mut command)
    }

    /// Counts the instructions of one evaluation; its answer is checked.
    pub fn instructions(&self, runner: &Runner, subject: &Subject<'_>) -> Result<Instructions> {
        self.instructions_among(runner, subject, Surroundings::default())
    }

    /// As [`Self::instructions`], in a process with something around what is counted that should make no difference.
    pub fn instructions_among(
        &self,
        runner: &Runner,
        subject: &Subject<'_>,
        surroundings: Surroundings,
    ) -> Result<Instructions> {
        let scratch = workspace::scratch()?;
        let output = scratch.path().join("callgrind.out");
        let mut command = self.command(runner.binary(), &output);
        surroundings.give_to(&mut command);
        subject.give_to(&mut command);
        subject.run(&mut command)?;
        let text = std::fs::read(&output).map_err(|source| Error::file("read", &output, source))?;
        let counted = parse(&String::from_utf8_lossy(&text))
            .map_err(|problem| subject.failed(format!("{}: {problem}", output.display())))?;
        if counted.total == 0 {
            return Err(subject.failed(format!(
                "`{}` counted nothing: is the function `{REGION}` in the binary's symbols?",
                process::command_line(&command)
            )));
        }
        Ok(counted)
    }

    /// Counts the instructions of a program from its start to its end, and checks what it prints.
    pub fn whole_process(
        &self,
        program: &Path,
        arguments: &[OsString],
        workload: &str,
        answer: &str,
    ) -> Result<u64> {
        let scratch = workspace::scratch()?;
        let output = scratch.path().join("callgrind.out");
        let mut command = bare_command(&self.binary);
        command
            .env("MIMALLOC_PURGE_DELAY", "-1")
            .args(["--tool=callgrind", "--quiet", "--compress-strings=no"])
            .arg(format!("--callgrind-out-file={}", output.display()))
            .arg(program)
            .args(arguments);
        let got = process::run_successfully(&mut command)?.answer();
        let failed = |problem: String| {
            let command = process::command_line(&command);
            Error::Failed(format!("workload `{workload}`: `{command}`: {problem}"))
        };
        if got != answer {
            return Err(failed(format!("expected: {answer}, got: {got}")));
        }
        let text = std::fs::read(&output).map_err(|source| Error::file("read", &output, source))?;
        let counted = parse(&String::from_utf8_lossy(&text)).map_err(failed)?;
        Ok(counted.total)
    }

    fn command(&self, binary: &Path, output: &Path) -> Command {
        let mut command = bare_command(&self.binary);
        command
            // Mimalloc gives unused memory back to the system when some time has passed by the clock: not the same
            // instructions in every run, unless it never does.
            .env("MIMALLOC_PURGE_DELAY", "-1")
            .args(["--tool=callgrind", "--quiet", "--compress-strings=no"])
            // A function that calls itself is one function.
            .arg("--separate-recs=1")
            .arg(format!("--toggle-collect={REGION}"))
            .arg(format!("--callgrind-out-file={}", output.display()))
            .arg(binary)
            .arg("run");
        command
    }
}

impl Instructions {
    /// The functions with the most instructions as a table for people.
    pub fn table(&self, most: usize) -> String {
        let mut text = format!("{:>15}  share  function\n", "instructions");
        let mut row = |instructions: u64, name: &str| {
            let share = 100.0 * instructions as f64 / self.total.max(1) as f64;
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{instructions:>15} {share:>5.1}%  {name}");
        };
        for function in self.functions.iter().take(most) {
            row(function.instructions, &function.name);
        }
        let rest = self.functions.iter().skip(most);
        let others = rest.len();
        if others > 0 {
            let instructions = rest.map(|function| function.instructions).sum();
            row(instructions, &format!("({others} more functions)"));
        }
        row(self.total, "(all)");
        text
    }
}

/// Reads callgrind's own format, as far as costs of functions are concerned.
///
/// <https://valgrind.org/docs/manual/cl-format.html>: a line `fn=NAME` begins a function, a line that begins with a position
/// has the cost of a source line in it, and the line after `calls=` has the cost of what is called, which is not its own.
fn parse(text: &str) -> std::result::Result<Instructions, String> {
    let mut costs: HashMap<&str, u64> = HashMap::new();
    let mut files: BTreeMap<String, u64> = BTreeMap::new();
    let mut function = "";
    let mut file = String::new();
    let mut total = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(events) = line.strip_prefix("events:") {
            if events.trim() != "Ir" {
                return Err(format!(
                    "counts `{}` instead of instructions",
                    events.trim()
                ));
            }
        } else if let Some(positions) = line.strip_prefix("positions:") {
            if positions.trim() != "line" {
                return Err(format!("has positions `{}`", positions.trim()));
            }
        } else if let Some(name) = line.strip_prefix("fn=") {
            function = name;
        } else if let Some(name) = file_name(line) {
            file = normalised_file(name);
        } else if line.starts_with("calls=") {
            lines.next();
        } else if let Some(sum) = line.strip_prefix("totals:") {
            total = Some(number(sum)?);
        } else if line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
            let cost = line.split_whitespace().nth(1).unwrap_or("0");
            let cost = number(cost)?;
            *costs.entry(function).or_default() += cost;
            match files.get_mut(&file) {
                Some(sum) => *sum += cost,
                None => drop(files.insert(file.clone(), cost)),
            }
        }
    }
    let total = total.ok_or("has no totals: was the process killed?")?;
    Ok(Instructions {
        total,
        functions: in_falling_order(costs),
        files,
    })
}

/// The file that a line says the next costs are of: `fl=` begins a function, `fi=` and `fe=` begin and end what is inlined.
fn file_name(line: &str) -> Option<&str> {
    ["fl=", "fi=", "fe="]
        .iter()
        .find_map(|key| line.strip_prefix(key))
}

fn number(text: &str) -> std::result::Result<u64, String> {
    let text = text.trim();
    text.parse()
        .map_err(|_| format!("`{text}` is no number of instructions"))
}

fn in_falling_order(costs: HashMap<&str, u64>) -> Vec<FunctionCost> {
    let mut by_name: BTreeMap<String, u64> = BTreeMap::new();
    for (name, cost) in costs {
        *by_name.entry(normalised(name)).or_default() += cost;
    }
    let mut functions: Vec<_> = by_name
        .into_iter()
        .filter(|(_, instructions)| *instructions > 0)
        .map(|(name, instructions)| FunctionCost { name, instructions })
        .collect();
    // A stable sort: equal costs stay in the order of names.
    functions.sort_by_key(|function| std::cmp::Reverse(function.instructions));
    functions
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# callgrind format\nversion: 1\npositions: line\nevents: Ir\n\n\
        ob=/bin/program\nfl=main.rs\nfn=app::main::h0123456789abcdef\n16 400\ncfn=app::run\ncalls=1 50\n16 700\n\
        fi=other.rs\n+3 20\n\nfn=app::run\n51 100\n* 600\n\nfn=app::idle\n9 0\n\ntotals: 1120\n";

    fn cost(name: &str, instructions: u64) -> FunctionCost {
        FunctionCost {
            name: name.to_owned(),
            instructions,
        }
    }

    #[test]
    fn costs_are_those_of_the_function_itself() {
        let counted = parse(FILE).expect("it is well formed");
        assert_eq!(counted.total, 1120);
        assert_eq!(
            counted.functions,
            [cost("app::run", 700), cost("app::main", 420)]
        );
        let files = [("main.rs".to_owned(), 400), ("other.rs".to_owned(), 720)];
        assert_eq!(counted.files, BTreeMap::from(files));
    }

    #[test]
    fn what_is_no_count_of_instructions_is_refused() {
        let complaint = |text: &str| parse(text).expect_err("it is refused");
        assert!(complaint("events: Ir\n").contains("no totals"));
        assert!(complaint("events: Ge\ntotals: 1\n").contains("`Ge`"));
        assert!(complaint("totals: many\n").contains("`many`"));
    }

    #[test]
    fn a_table_tells_what_it_leaves_out() {
        let counted = parse(FILE).expect("it is well formed");
        let table = counted.table(1);
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines.len(), 4, "{table}");
        assert!(lines[1].ends_with("700  62.5%  app::run"), "{table}");
        assert!(
            lines[2].ends_with("420  37.5%  (1 more functions)"),
            "{table}"
        );
        assert!(lines[3].ends_with("1120 100.0%  (all)"), "{table}");
    }
}

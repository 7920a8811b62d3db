//! What a comparison found: the JSON form.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::memory::Memory;
use crate::host::Provenance;
use crate::process::Usage;
use crate::report::model::{Cell, Mode};
use crate::statistics::{Distribution, geometric_mean};

/// Grows with every change of a field's name or meaning.
pub const SCHEMA_VERSION: u32 = 3;

/// Which build of `framelab` is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Build {
    /// The release build by a profile: `cargo xtask release`
    Guided,
    /// The release build without one: `cargo build --release -p framelab-eval`
    Plain,
    /// Whatever is at a path.
    #[value(skip)]
    Given,
}

impl Build {
    /// What it is, and how to get it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Guided => "profile-guided build, `cargo xtask release`",
            Self::Plain => "plain release build, `cargo build --release -p framelab-eval`",
            Self::Given => "a build that was given",
        }
    }

    /// The build whose engines are compared with each other: the training knows one of them only, and a profile makes the
    /// code of the other small and slow.
    pub fn of_engines(self) -> Self {
        match self {
            Self::Guided | Self::Plain => Self::Plain,
            Self::Given => Self::Given,
        }
    }
}

/// Two evaluators on the same programs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Where, when and by which command it was made.
    pub provenance: Provenance,
    /// Which build of `framelab` was measured.
    pub build: Build,
    /// What `framelab --version` prints.
    pub framelab_version: String,
    /// What `nix-instantiate --version` prints.
    pub nix_version: String,
    /// The core both ran on; absent if they were not confined.
    pub pinned_core: Option<usize>,
    /// Default sizes, or quick ones.
    pub mode: Mode,
    /// Workloads of the manifest that were not asked for.
    pub left_out: Vec<String>,
    /// Measured runs of each program of each workload.
    pub rounds: u32,
    /// The workloads.
    pub programs: Vec<Program>,
    /// What evaluating `1` costs.
    pub start_up: Repeated,
    /// What reading a file of 10,000 definitions costs: `framelab` parses, lowers and compiles it and evaluates one
    /// string; Nix is asked to parse it (`--parse`).
    pub front_end: Repeated,
    /// What a function call costs, beside PUC Lua's.
    pub call: Cell<Call>,
    /// What nested calls take.
    pub depth: Cell<Depth>,
    /// The default engine over the one with trampolines.
    pub engines: Cell<Engines>,
}

/// One workload.
#[derive(Debug, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub workload: String,
    /// The size's name.
    pub size_name: String,
    /// The argument `size`.
    pub size: i64,
    /// What it cost.
    pub cost: Cost,
    /// What took the memory.
    #[serde(default)]
    pub memory: Memory,
}

/// Something both programs did many times in turn.
#[derive(Debug, Serialize, Deserialize)]
pub struct Repeated {
    /// Measured runs of each program.
    pub rounds: u32,
    /// What they cost.
    pub cost: Cost,
}

/// What both programs took for the same work.
#[derive(Debug, Serialize, Deserialize)]
pub struct Cost {
    /// User and system time.
    pub cpu_nanoseconds: Pair,
    /// The part of it spent in the system, most of it handing out memory.
    pub system_nanoseconds: Pair,
    /// From start to end.
    pub wall_nanoseconds: Pair,
    /// Largest resident set.
    pub peak_resident_bytes: Pair,
}

/// One measure of both programs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pair {
    /// Of `framelab`.
    pub framelab: Distribution,
    /// Of `nix-instantiate`.
    pub nix: Distribution,
    /// Median of the first over median of the second: below one, `framelab` needs less.
    pub ratio: f64,
}

impl Pair {
    fn of(ours: &[Usage], theirs: &[Usage], measure: impl Fn(&Usage) -> u64) -> Option<Self> {
        let (framelab, nix) = (describe(ours, &measure)?, describe(theirs, &measure)?);
        // The system accounts in steps: less than one reads as zero, and no ratio may be infinite.
        let ratio = framelab.median.max(1.0) / nix.median.max(1.0);
        Some(Self {
            framelab,
            nix,
            ratio,
        })
    }
}

impl Cost {
    /// From the runs of both; `None` if one has none.
    pub fn of(ours: &[Usage], theirs: &[Usage]) -> Option<Self> {
        Some(Self {
            cpu_nanoseconds: Pair::of(ours, theirs, |usage| usage.cpu_nanoseconds)?,
            system_nanoseconds: Pair::of(ours, theirs, |usage| usage.system_nanoseconds)?,
            wall_nanoseconds: Pair::of(ours, theirs, |usage| usage.wall_nanoseconds)?,
            peak_resident_bytes: Pair::of(ours, theirs, |usage| usage.peak_resident_bytes)?,
        })
    }
}

/// `fib` on both evaluators and on Lua, in the same rounds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Call {
    /// The argument `size`.
    pub size: i64,
    /// Measured runs of each program.
    pub rounds: u32,
    /// What both evaluators took.
    pub cost: Cost,
    /// What Lua took.
    pub lua: Cell<LuaCost>,
}

/// What Lua took for the same function, and `framelab` relative to it.
#[derive(Debug, Serialize, Deserialize)]
pub struct LuaCost {
    /// `Lua 5.4.4`
    pub version: String,
    /// User and system time.
    pub cpu_nanoseconds: Distribution,
    /// Largest resident set.
    pub peak_resident_bytes: Distribution,
    /// `framelab`'s median CPU time over Lua's.
    pub cpu_time_ratio: f64,
}

impl Call {
    /// From the runs of all three; `None` if one of the evaluators has none.
    pub fn of(
        size: i64,
        ours: &[Usage],
        theirs: &[Usage],
        lua: std::result::Result<(&str, &[Usage]), String>,
    ) -> Option<Self> {
        let cost = Cost::of(ours, theirs)?;
        let lua = match lua {
            Ok((version, runs)) => {
                let cpu = Pair::of(ours, runs, |usage| usage.cpu_nanoseconds)?;
                let peak = Pair::of(ours, runs, |usage| usage.peak_resident_bytes)?;
                Cell::Measured(LuaCost {
                    version: version.to_owned(),
                    // Of the pair's two programs, the second.
                    cpu_nanoseconds: cpu.nix,
                    peak_resident_bytes: peak.nix,
                    cpu_time_ratio: cpu.ratio,
                })
            }
            Err(reason) => Cell::Missing(reason),
        };
        Some(Self {
            size,
            rounds: u32::try_from(ours.len()).unwrap_or(u32::MAX),
            cost,
            lua,
        })
    }
}

/// What `framelab` needs for calls within calls.
#[derive(Debug, Serialize, Deserialize)]
pub struct Depth {
    /// How many are nested.
    pub calls: i64,
    /// The program.
    pub expression: String,
    /// User and system time.
    pub cpu_nanoseconds: Distribution,
    /// Largest resident set.
    pub peak_resident_bytes: Distribution,
}

impl Depth {
    /// From its runs; `None` if there are none.
    pub fn of(calls: i64, expression: String, runs: &[Usage]) -> Option<Self> {
        Some(Self {
            calls,
            expression,
            cpu_nanoseconds: describe(runs, |usage| usage.cpu_nanoseconds)?,
            peak_resident_bytes: describe(runs, |usage| usage.peak_resident_bytes)?,
        })
    }
}

/// Machine instructions of `framelab` on one engine and on another: whole processes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Engines {
    /// The one above the line.
    pub engine: String,
    /// The one below it.
    pub other: String,
    /// Every workload.
    pub rows: Vec<EnginesRow>,
    /// Geometric mean of the workloads' ratios.
    pub ratio: f64,
}

/// One workload on two engines.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnginesRow {
    /// Its name.
    pub workload: String,
    /// The size's name.
    pub size_name: String,
    /// The argument `size`.
    pub size: i64,
    /// On the engine.
    pub machine_instructions: u64,
    /// On the other one.
    pub other_machine_instructions: u64,
    /// The first over the second.
    pub ratio: f64,
}

/// What is compared over all workloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// User and system time.
    CpuTime,
    /// From start to end.
    WallTime,
    /// Largest resident set.
    PeakMemory,
}

impl Measure {
    /// All, in the order of tables.
    pub const ALL: [Self; 3] = [Self::CpuTime, Self::WallTime, Self::PeakMemory];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::CpuTime => "CPU time",
            Self::WallTime => "wall time",
            Self::PeakMemory => "peak memory",
        }
    }

    /// It, of a cost.
    pub fn of(self, cost: &Cost) -> &Pair {
        match self {
            Self::CpuTime => &cost.cpu_nanoseconds,
            Self::WallTime => &cost.wall_nanoseconds,
            Self::PeakMemory => &cost.peak_resident_bytes,
        }
    }
}

/// The ratios of one measure over the workloads; start-up and front end are not among them.
#[derive(Clone, Copy, Debug)]
pub struct Total<'a> {
    /// Geometric mean.
    pub mean: f64,
    /// The largest.
    pub worst: f64,
    /// The workload that has it.
    pub worst_at: &'a str,
}

impl Comparison {
    /// The workload of a name.
    pub fn program(&self, name: &str) -> Option<&Program> {
        self.programs
            .iter()
            .find(|program| program.workload == name)
    }

    /// The ratios of a measure; `None` if there is no workload.
    pub fn total(&self, measure: Measure) -> Option<Total<'_>> {
        let ratio = |program: &Program| measure.of(&program.cost).ratio;
        let ratios: Vec<f64> = self.programs.iter().map(ratio).collect();
        let worst = self
            .programs
            .iter()
            .max_by(|a, b| ratio(a).total_cmp(&ratio(b)))?;
        Some(Total {
            mean: geometric_mean(&ratios)?,
            worst: ratio(worst),
            worst_at: &worst.workload,
        })
    }
}

fn describe(runs: &[Usage], measure: impl Fn(&Usage) -> u64) -> Option<Distribution> {
    let values: Vec<f64> = runs.iter().map(|usage| measure(usage) as f64).collect();
    Distribution::of(&values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(cpu: u64) -> Usage {
        Usage {
            wall_nanoseconds: 2 * cpu,
            cpu_nanoseconds: cpu,
            system_nanoseconds: 0,
            peak_resident_bytes: 1 << 20,
        }
    }

    #[test]
    fn a_ratio_is_that_of_the_medians() {
        let cost = Cost::of(
            &[usage(100), usage(90), usage(500)],
            &[usage(200), usage(210), usage(190)],
        )
        .expect("both ran");
        assert_eq!(cost.cpu_nanoseconds.ratio, 0.5);
        assert_eq!(cost.wall_nanoseconds.ratio, 0.5);
        assert_eq!(cost.peak_resident_bytes.ratio, 1.0);
        assert!(Cost::of(&[], &[usage(1)]).is_none());
    }

    #[test]
    fn no_ratio_is_infinite() {
        let cost = Cost::of(&[usage(4000)], &[usage(0)]).expect("both ran");
        assert!(cost.cpu_nanoseconds.ratio.is_finite());
    }

    #[test]
    fn lua_is_what_a_call_is_compared_with_where_there_is_one() {
        let (ours, theirs) = ([usage(300)], [usage(1000)]);
        let lua = [usage(150)];
        let call = Call::of(32, &ours, &theirs, Ok(("Lua 5.4.4", &lua))).expect("all ran");
        assert_eq!(call.cost.cpu_nanoseconds.ratio, 0.3);
        let cost = call.lua.measured().expect("it ran");
        assert_eq!(
            (cost.cpu_time_ratio, cost.cpu_nanoseconds.median),
            (2.0, 150.0)
        );
        let call = Call::of(32, &ours, &theirs, Err("none".to_owned())).expect("both ran");
        assert!(matches!(call.lua, Cell::Missing(reason) if reason == "none"));
    }
}

//! What the comparison has to show: every limit, and whether a comparison keeps it.

use std::fmt::Write as _;

use serde::Serialize;

use super::contest::{CALL_SIZE, DEPTH};
use super::model::{Comparison, Measure};
use crate::error::{Error, Result};
use crate::report::model::{Cell, Mode};

/// The most machine instructions that the default engine may take of those of the engine with trampolines.
pub const OVER_TRAMPOLINE: f64 = 0.8;

/// Every limit.
pub const LIMITS: &[Limit] = &[
    limit(Figure::Mean(Measure::CpuTime), 0.5),
    limit(Figure::Worst(Measure::CpuTime), 0.9),
    limit(Figure::Mean(Measure::PeakMemory), 0.7),
    limit(Figure::Worst(Measure::PeakMemory), 1.2),
    limit(Figure::CpuTimeOf("module-system"), 0.6),
    limit(Figure::CpuTimeOf("package-set"), 0.6),
    limit(Figure::CallOverNix, 0.35),
    limit(Figure::CallOverLua, 3.0),
    limit(Figure::DepthPeakMemory, 1.5e9),
    limit(Figure::OverTrampoline, OVER_TRAMPOLINE),
];

/// A figure and the most it may be.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited.
    pub figure: Figure,
    /// In the figure's unit.
    pub at_most: f64,
}

const fn limit(figure: Figure, at_most: f64) -> Limit {
    Limit { figure, at_most }
}

/// A figure of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Geometric mean of the ratios over all workloads.
    Mean(Measure),
    /// The largest of these ratios.
    Worst(Measure),
    /// Ratio of CPU time of one workload.
    CpuTimeOf(&'static str),
    /// Ratio of CPU time of `fib`, to Nix.
    CallOverNix,
    /// The same, to Lua.
    CallOverLua,
    /// Peak memory of nested calls.
    DepthPeakMemory,
    /// Ratio of machine instructions of two engines.
    OverTrampoline,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Nothing: it is a ratio.
    Ratio,
    /// Bytes.
    Bytes,
}

impl Unit {
    fn show(self, value: f64) -> String {
        match self {
            Self::Ratio => format!("{value:.3}"),
            Self::Bytes => format!("{:.3} GB", value / 1e9),
        }
    }
}

/// A limit and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct Judgement {
    /// What is limited, in words.
    pub what: String,
    /// The figure; missing where it cannot be judged.
    pub found: Cell<f64>,
    /// The most it may be.
    pub at_most: f64,
    /// What both are counted in.
    pub unit: Unit,
    /// Whether the limit is kept; absent where that cannot be judged.
    pub met: Option<bool>,
}

impl Judgement {
    fn found(&self) -> String {
        match &self.found {
            Cell::Measured(found) => self.unit.show(*found),
            Cell::Failed(message) => format!("failed: {message}"),
            Cell::Missing(reason) => reason.clone(),
        }
    }

    fn verdict(&self) -> &'static str {
        match self.met {
            Some(true) => "met",
            Some(false) => "**NOT MET**",
            None => "**NOT JUDGED**",
        }
    }
}

impl Figure {
    fn what(self) -> String {
        match self {
            Self::Mean(measure) => format!("{} / Nix, geometric mean", measure.name()),
            Self::Worst(measure) => format!("{} / Nix, worst", measure.name()),
            Self::CpuTimeOf(workload) => format!("CPU time / Nix, `{workload}`"),
            Self::CallOverNix => format!("CPU time / Nix, `fib` at {CALL_SIZE}"),
            Self::CallOverLua => format!("CPU time / Lua, `fib` at {CALL_SIZE}"),
            Self::DepthPeakMemory => format!("peak memory of {DEPTH} nested calls"),
            Self::OverTrampoline => {
                "machine instructions, frame-stack / trampoline, geometric mean".to_owned()
            }
        }
    }

    fn unit(self) -> Unit {
        match self {
            Self::DepthPeakMemory => Unit::Bytes,
            Self::Mean(_)
            | Self::Worst(_)
            | Self::CpuTimeOf(_)
            | Self::CallOverNix
            | Self::CallOverLua
            | Self::OverTrampoline => Unit::Ratio,
        }
    }

    /// What a comparison found, and where, if that is of interest.
    fn find(self, comparison: &Comparison) -> (Cell<f64>, Option<String>) {
        let cell = match self {
            Self::Mean(measure) => over_all(comparison, || Some(comparison.total(measure)?.mean)),
            Self::Worst(measure) => {
                let worst = over_all(comparison, || Some(comparison.total(measure)?.worst));
                let at = comparison.total(measure).map(|total| total.worst_at);
                return (worst, at.map(|workload| format!(" (`{workload}`)")));
            }
            Self::CpuTimeOf(name) => match (comparison.mode, comparison.program(name)) {
                (Mode::Quick, _) => Cell::Missing(QUICK.to_owned()),
                (Mode::Full, None) => Cell::Missing(format!("`{name}` was not measured")),
                (Mode::Full, Some(program)) => Cell::Measured(program.cost.cpu_nanoseconds.ratio),
            },
            Self::CallOverNix => of_call(comparison).derive(|call| Some(call.0), ""),
            Self::CallOverLua => match of_call(comparison) {
                Cell::Measured((_, lua)) => lua,
                Cell::Failed(message) => Cell::Failed(message),
                Cell::Missing(reason) => Cell::Missing(reason),
            },
            Self::DepthPeakMemory => comparison.depth.derive(
                |depth| (depth.calls == DEPTH).then_some(depth.peak_resident_bytes.maximum),
                QUICK,
            ),
            Self::OverTrampoline => comparison.engines.derive(|engines| Some(engines.ratio), ""),
        };
        (cell, None)
    }
}

/// Why a quick comparison judges nothing.
const QUICK: &str = "`--quick` takes smaller sizes";

/// A figure over all workloads at their default sizes.
fn over_all(comparison: &Comparison, figure: impl FnOnce() -> Option<f64>) -> Cell<f64> {
    if comparison.mode == Mode::Quick {
        return Cell::Missing(QUICK.to_owned());
    }
    if !comparison.left_out.is_empty() {
        let left_out = comparison.left_out.join(", ");
        return Cell::Missing(format!("workloads were left out: {left_out}"));
    }
    figure().map_or_else(
        || Cell::Missing("no workload was measured".to_owned()),
        Cell::Measured,
    )
}

/// The ratios of a call to Nix and to Lua.
fn of_call(comparison: &Comparison) -> Cell<(f64, Cell<f64>)> {
    comparison.call.derive(
        |call| {
            let lua = call.lua.derive(|lua| Some(lua.cpu_time_ratio), "");
            (call.size == CALL_SIZE).then_some((call.cost.cpu_nanoseconds.ratio, lua))
        },
        QUICK,
    )
}

/// Judges every limit.
pub fn judge(comparison: &Comparison) -> Vec<Judgement> {
    LIMITS
        .iter()
        .map(|limit| {
            let Limit { figure, at_most } = *limit;
            let (found, at) = figure.find(comparison);
            Judgement {
                what: figure.what() + &at.unwrap_or_default(),
                met: found.measured().map(|found| *found <= at_most),
                found,
                at_most,
                unit: figure.unit(),
            }
        })
        .collect()
}

/// The limits as a table.
pub fn table(judgements: &[Judgement]) -> String {
    let mut text = String::from("| limit | found | at most | |\n| :-- | --: | --: | :-- |\n");
    for judgement in judgements {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            judgement.what,
            judgement.found(),
            judgement.unit.show(judgement.at_most),
            judgement.verdict()
        );
    }
    text
}

/// Fails unless every limit is met: what cannot be judged is not.
pub fn check(judgements: &[Judgement]) -> Result<()> {
    let mut problems = Vec::new();
    for judgement in judgements {
        let what = &judgement.what;
        let at_most = judgement.unit.show(judgement.at_most);
        match judgement.met {
            Some(true) => {}
            Some(false) => problems.push(format!(
                "not met: {what}: {}, at most {at_most}",
                judgement.found()
            )),
            None => problems.push(format!(
                "not judged: {what}, at most {at_most}: {}",
                judgement.found()
            )),
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::Failed(format!(
        "{} of {} limits are not shown to be met\n  {}",
        problems.len(),
        judgements.len(),
        problems.join("\n  ")
    )))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{comparison, cost, usage};
    use super::*;

    fn found(comparison: &Comparison, what: &str) -> Judgement {
        let mut judgements = judge(comparison).into_iter();
        let found = judgements.find(|judgement| judgement.what.starts_with(what));
        found.unwrap_or_else(|| panic!("no limit on {what}"))
    }

    fn problems(comparison: &Comparison) -> String {
        let error = check(&judge(comparison)).expect_err("something is not met");
        error.to_string()
    }

    #[test]
    fn a_comparison_that_keeps_every_limit_passes() {
        let judgements = judge(&comparison());
        assert_eq!(judgements.len(), LIMITS.len());
        check(&judgements).expect("all are met");
        let table = table(&judgements);
        assert_eq!(table.matches("| met |").count(), LIMITS.len(), "{table}");
        assert!(
            table.contains("| CPU time / Nix, `fib` at 32 | 0.250 | 0.350 | met |"),
            "{table}"
        );
        assert!(
            table.contains("| peak memory of 10000000 nested calls | 1.258 GB | 1.500 GB | met |"),
            "{table}"
        );
    }

    #[test]
    fn what_is_not_met_is_named_with_figure_and_limit() {
        let mut comparison = comparison();
        for program in &mut comparison.programs {
            if program.workload == "package-set" {
                program.cost = cost(usage(95, 130), usage(100, 100));
            }
        }
        let problems = problems(&comparison);
        let lines: Vec<&str> = problems.lines().collect();
        assert_eq!(
            lines,
            [
                "3 of 10 limits are not shown to be met",
                "  not met: CPU time / Nix, worst (`package-set`): 0.950, at most 0.900",
                "  not met: peak memory / Nix, worst (`package-set`): 1.300, at most 1.200",
                "  not met: CPU time / Nix, `package-set`: 0.950, at most 0.600",
            ]
        );
        assert!(table(&judge(&comparison)).contains("| 0.950 | 0.600 | **NOT MET** |"));
    }

    #[test]
    fn a_limit_itself_is_met() {
        let mut comparison = comparison();
        comparison.engines = comparison.engines.derive(
            |engines| {
                Some(super::super::model::Engines {
                    engine: engines.engine.clone(),
                    other: engines.other.clone(),
                    rows: Vec::new(),
                    ratio: OVER_TRAMPOLINE,
                })
            },
            "",
        );
        check(&judge(&comparison)).expect("at most is not less than");
    }

    #[test]
    fn nothing_is_judged_by_a_quick_comparison() {
        let mut quick = comparison();
        quick.mode = Mode::Quick;
        for what in [
            "CPU time / Nix, geometric mean",
            "CPU time / Nix, `module-system`",
        ] {
            let judgement = found(&quick, what);
            assert_eq!(judgement.met, None);
            assert_eq!(judgement.found(), "`--quick` takes smaller sizes");
        }
        assert!(
            problems(&quick).contains(
                "not judged: peak memory / Nix, geometric mean, at most 0.700: `--quick` takes smaller sizes"
            ),
            "{}",
            problems(&quick)
        );
    }

    #[test]
    fn some_workloads_judge_only_themselves() {
        let mut some = comparison();
        some.programs
            .retain(|program| program.workload == "module-system");
        some.left_out = vec!["fib".to_owned(), "package-set".to_owned()];
        let mean = found(&some, "CPU time / Nix, geometric mean");
        assert_eq!(mean.met, None);
        assert_eq!(mean.found(), "workloads were left out: fib, package-set");
        let own = found(&some, "CPU time / Nix, `module-system`");
        assert_eq!(own.met, Some(true));
        let other = found(&some, "CPU time / Nix, `package-set`");
        assert_eq!(
            (other.met, other.found()),
            (None, "`package-set` was not measured".to_owned())
        );
    }

    #[test]
    fn what_was_not_measured_is_not_judged() {
        let mut comparison = comparison();
        comparison.depth = Cell::Failed("no memory".to_owned());
        comparison.engines = Cell::Missing("no valgrind".to_owned());
        if let Cell::Measured(call) = &mut comparison.call {
            call.lua = Cell::Missing("no Lua".to_owned());
        }
        let problems = problems(&comparison);
        for part in [
            "3 of 10 limits",
            "not judged: CPU time / Lua, `fib` at 32, at most 3.000: no Lua",
            "not judged: peak memory of 10000000 nested calls, at most 1.500 GB: failed: no memory",
            "not judged: machine instructions, frame-stack / trampoline, geometric mean, at most 0.800: no valgrind",
        ] {
            assert!(problems.contains(part), "{part} is missing from {problems}");
        }
        if let Cell::Measured(call) = &mut comparison.call {
            call.size = 26;
        }
        assert_eq!(found(&comparison, "CPU time / Nix, `fib`").met, None);
    }
}

//! Times, and their ratios to the baseline's of the same rounds.

use super::super::data::{EngineData, Rounds};
use super::super::estimate;
use super::super::model::{Cell, Estimate, FrontEnd, Source, TimeSection, Times};
use super::Measurements;
use crate::statistics::Distribution;

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> TimeSection {
    let rows = measurements.rows(|data, engine| {
        let baseline = data.engines[measurements.baseline].rounds.measured();
        times(engine, baseline)
    });
    TimeSection { source, rows }
}

fn times(engine: &EngineData, baseline: Option<&Rounds>) -> Cell<Times> {
    let first = match &engine.first {
        Cell::Measured(first) => first,
        Cell::Failed(message) => return Cell::Failed(message.clone()),
        Cell::Missing(reason) => return Cell::Missing(reason.clone()),
    };
    engine.rounds.derive(
        |rounds| {
            Some(Times {
                wall_nanoseconds: Distribution::of(&rounds.wall)?,
                cpu_nanoseconds: Distribution::of(&rounds.cpu)?,
                wall_time_ratio: relative(rounds, baseline, |rounds| &rounds.wall),
                cpu_time_ratio: relative(rounds, baseline, |rounds| &rounds.cpu),
                first_wall_nanoseconds: first.wall_nanoseconds,
                first_cpu_nanoseconds: first.cpu_nanoseconds,
                peak_resident_bytes: first.peak_resident_bytes,
                front_end: FrontEnd {
                    sources: rounds.sources,
                    source_bytes: rounds.source_bytes,
                    parse_nanoseconds: Distribution::of(&rounds.parse)?,
                    compile_nanoseconds: Distribution::of(&rounds.compile)?,
                },
            })
        },
        "no round was timed",
    )
}

fn relative(
    rounds: &Rounds,
    baseline: Option<&Rounds>,
    series: fn(&Rounds) -> &[f64],
) -> Option<Estimate> {
    estimate::of_median(&rounds.ratios(baseline?, series))
}

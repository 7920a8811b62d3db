//! Machine instructions of `framelab` on the default engine over those on the engine with trampolines.

use std::path::PathBuf;

use framelab_workloads::{PreparedProgram, Size, Workload};

use super::model::{Engines, EnginesRow};
use crate::error::{Error, Result};
use crate::pool;
use crate::profile::callgrind::{MISSING, Valgrind};
use crate::report::model::{Cell, Mode};
use crate::statistics::geometric_mean;
use crate::workspace;

/// The engines compared.
const ENGINES: [&str; 2] = ["frame-stack", "trampoline"];

/// One workload on one of the engines.
struct Job<'w> {
    workload: &'w Workload,
    prepared: PreparedProgram,
    engine: &'static str,
}

/// Counts every workload on both engines, as many at once as there are cores; only of all workloads in full.
///
/// `framelab` is asked for only where something is counted.
pub fn count(
    framelab: impl FnOnce() -> Result<PathBuf>,
    workloads: &[&Workload],
    left_out: &[String],
    mode: Mode,
) -> Result<Cell<Engines>> {
    let missing = |reason: &str| Ok(Cell::Missing(reason.to_owned()));
    if mode == Mode::Quick {
        return missing("`--quick` leaves out what callgrind counts");
    }
    if !left_out.is_empty() {
        return missing("it is counted over all workloads only");
    }
    let Some(valgrind) = Valgrind::find() else {
        return missing(MISSING);
    };
    let framelab = framelab()?;
    eprintln!("counting machine instructions on two engines: some minutes");
    let cache = workspace::workload_cache();
    let mut jobs = Vec::new();
    // The large ones first, so that no core waits for them in the end.
    let (large, others): (Vec<&Workload>, Vec<&Workload>) =
        workloads.iter().partition(|workload| workload.is_large);
    for workload in large.into_iter().chain(others) {
        let prepared = workload.prepare(counted_size(workload), &cache)?;
        jobs.extend(ENGINES.map(|engine| Job {
            workload,
            prepared: prepared.clone(),
            engine,
        }));
    }
    let counted = pool::in_parallel(&jobs, |job| {
        let (program, size) = (&job.prepared.program, job.prepared.argument.to_string());
        let mut arguments = vec!["eval".into(), "--strict".into()];
        arguments.extend(["--engine".into(), job.engine.into(), program.into()]);
        arguments.extend(["--arg", "size", &size].map(Into::into));
        let answer = &job.prepared.answer;
        valgrind.whole_process(&framelab, &arguments, &job.workload.name, answer)
    })?;
    let counts = |workload: &Workload| {
        let mut of_workload = jobs
            .iter()
            .zip(&counted)
            .filter(|(job, _)| job.workload.name == workload.name)
            .map(|(_, count)| *count);
        Some((of_workload.next()?, of_workload.next()?))
    };
    let rows = workloads
        .iter()
        .filter_map(|workload| Some(row(workload, counts(workload)?)))
        .collect();
    of_rows(rows).map(Cell::Measured)
}

/// Callgrind makes a program some fifty times as slow.
fn counted_size(workload: &Workload) -> &Size {
    match workload.sizes.first() {
        Some(smallest) if workload.is_large => smallest,
        _ => &workload.quick_size,
    }
}

fn row(workload: &Workload, (ours, other): (u64, u64)) -> EnginesRow {
    let size = counted_size(workload);
    EnginesRow {
        workload: workload.name.clone(),
        size_name: size.name.clone(),
        size: size.value,
        machine_instructions: ours,
        other_machine_instructions: other,
        ratio: ours as f64 / other.max(1) as f64,
    }
}

fn of_rows(rows: Vec<EnginesRow>) -> Result<Engines> {
    let ratios: Vec<f64> = rows.iter().map(|row| row.ratio).collect();
    let ratio = geometric_mean(&ratios)
        .ok_or_else(|| Error::Failed("no machine instructions were counted".to_owned()))?;
    let [engine, other] = ENGINES.map(str::to_owned);
    Ok(Engines {
        engine,
        other,
        rows,
        ratio,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use framelab_eval::engine;
    use framelab_workloads::Manifest;

    #[test]
    fn both_engines_exist_and_large_workloads_are_counted_at_their_smallest_size() {
        assert!(ENGINES.iter().all(|name| engine::NAMES.contains(name)));
        let manifest = Manifest::bundled().expect("it is valid");
        for workload in &manifest.workloads {
            let name = &counted_size(workload).name;
            let expected = if workload.is_large { "tiny" } else { "small" };
            assert_eq!(name, expected, "{}", workload.name);
        }
    }

    #[test]
    fn the_mean_is_over_the_ratios_of_the_workloads() {
        let manifest = Manifest::bundled().expect("it is valid");
        let rows = manifest.workloads.iter().zip([(50, 100), (100, 50)]);
        let rows = rows.map(|(workload, counts)| row(workload, counts));
        let engines = of_rows(rows.collect()).expect("there are rows");
        assert_eq!((engines.rows[0].ratio, engines.ratio), (0.5, 1.0));
        let error = of_rows(Vec::new()).expect_err("there are none");
        assert_eq!(error.to_string(), "no machine instructions were counted");
    }

    #[test]
    fn nothing_is_counted_for_a_part_of_the_workloads() {
        let left_out = ["overlays".to_owned()];
        let unneeded = || panic!("nothing is counted");
        let count = |left_out: &[String], mode| match count(unneeded, &[], left_out, mode) {
            Ok(Cell::Missing(reason)) => reason,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            count(&[], Mode::Quick),
            "`--quick` leaves out what callgrind counts"
        );
        assert_eq!(
            count(&left_out, Mode::Full),
            "it is counted over all workloads only"
        );
    }
}

//! Counts of dispatch and allocation: every workload at every size on every engine, a process each.

use serde::Deserialize;

use framelab_benches::Phase;

use super::super::data::{Counted, Statistics, WorkloadData};
use super::super::model::{AllocatorUse, Cell, Mode, Source};
use super::super::plan::{MEAN_ENGINE, Sizes};
use super::Laboratory;
use crate::error::{Error, Result};
use crate::pool;
use crate::profile::count::Counted as Printed;
use crate::profile::subject::Subject;

/// How much slower the counting build is.
const SLOWDOWN: f64 = 1.4;

struct Job {
    workload: usize,
    engine: usize,
    size: usize,
    milliseconds: u64,
}

fn jobs(workloads: &[WorkloadData<'_>], mode: Mode) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (workload, data) in workloads.iter().enumerate() {
        let sizes = Sizes::of(data.workload, mode);
        for engine in 0..data.engines.len() {
            for size in 0..data.sizes.len() {
                let run = MEAN_ENGINE * sizes.expected_milliseconds(size, mode);
                let milliseconds = 10.0 + SLOWDOWN * run;
                jobs.push(Job {
                    workload,
                    engine,
                    size,
                    milliseconds: milliseconds as u64,
                });
            }
        }
    }
    // The longest first, so that no core waits for the other at the end.
    jobs.sort_by_key(|job| std::cmp::Reverse(job.milliseconds));
    jobs
}

/// Milliseconds this probably takes, all cores together.
pub fn expected(workloads: &[WorkloadData<'_>], mode: Mode) -> u64 {
    let engines: u64 = jobs(workloads, mode)
        .iter()
        .map(|job| job.milliseconds)
        .sum();
    let ablations: u64 = workloads
        .iter()
        .map(|data| data.ablations.len() as u64 * ablation_milliseconds(data, mode))
        .sum();
    (engines + ablations) / pool::workers()
}

/// Counts what the default engine allocates without each optimization.
pub fn collect_ablations(
    laboratory: &Laboratory,
    workloads: &mut [WorkloadData<'_>],
) -> Result<()> {
    let jobs: Vec<(usize, usize)> = workloads
        .iter()
        .enumerate()
        .flat_map(|(workload, data)| (0..data.ablations.len()).map(move |index| (workload, index)))
        .collect();
    let counted = pool::in_parallel(&jobs, |&(workload, ablation)| {
        count_without(laboratory, &workloads[workload], ablation)
    })?;
    for ((workload, ablation), counted) in jobs.into_iter().zip(counted) {
        workloads[workload].ablations[ablation].counted = counted;
    }
    Ok(())
}

fn count_without(
    laboratory: &Laboratory,
    data: &WorkloadData<'_>,
    ablation: usize,
) -> Result<Cell<Counted>> {
    let name = &data.ablations[ablation].name;
    laboratory.begin(&format!("counting {} without {name}", data.workload.name));
    let subject = Subject {
        workload: &data.workload.name,
        phase: Phase::Whole,
        prepared: &data.sizes[data.ablation].prepared,
        engine: &data.engines[0].engine,
        without: Some(name),
    };
    let counted = match laboratory.counter.try_count(&subject)? {
        Ok(printed) => Cell::Measured(typed(&subject, printed)?),
        Err(message) => Cell::Failed(message),
    };
    laboratory.advance(ablation_milliseconds(data, laboratory.mode) / pool::workers());
    Ok(counted)
}

fn ablation_milliseconds(data: &WorkloadData<'_>, mode: Mode) -> u64 {
    let expected = Sizes::of(data.workload, mode).expected_milliseconds(data.ablation, mode);
    (10.0 + SLOWDOWN * expected) as u64
}

/// Counts everything. A program that fails on every engine fails the report.
pub fn collect(laboratory: &Laboratory, workloads: &mut [WorkloadData<'_>]) -> Result<Source> {
    let jobs = jobs(workloads, laboratory.mode);
    let counted = pool::in_parallel(&jobs, |job| count(laboratory, workloads, job))?;
    for (job, counted) in jobs.iter().zip(counted) {
        let data = &mut workloads[job.workload];
        data.engines[job.engine].sizes[job.size].counted = counted;
    }
    for data in workloads.iter() {
        check_answered(data)?;
    }
    Ok(Source {
        commands: vec![
            "cargo build --profile counting --package framelab-benches --bin count --features count"
                .to_owned(),
            "target/counting/count --engine ENGINE --size SIZE --answer ANSWER PROGRAM".to_owned(),
        ],
        notes: vec![
            "One process for each workload, engine and size. The counting build has the probe on and an allocator that \
             counts. It is less optimized than the timed one: counts do not depend on that, except the bytes of native \
             stack, which differ."
                .to_owned(),
        ],
        missing_tools: Vec::new(),
    })
}

fn count(
    laboratory: &Laboratory,
    workloads: &[WorkloadData<'_>],
    job: &Job,
) -> Result<Cell<Counted>> {
    let data = &workloads[job.workload];
    let sized = &data.sizes[job.size];
    let engine = &data.engines[job.engine].engine;
    laboratory.begin(&format!(
        "counting {} at {} on {engine}",
        data.workload.name, sized.size.value
    ));
    let subject = Subject {
        workload: &data.workload.name,
        phase: Phase::Whole,
        prepared: &sized.prepared,
        engine,
        without: None,
    };
    let counted = match laboratory.counter.try_count(&subject)? {
        Ok(printed) => Cell::Measured(typed(&subject, printed)?),
        Err(message) => Cell::Failed(message),
    };
    laboratory.advance(job.milliseconds / pool::workers());
    Ok(counted)
}

fn typed(subject: &Subject<'_>, printed: Printed) -> Result<Counted> {
    let statistics = Statistics::deserialize(printed.statistics)
        .map_err(|error| subject.failed(format!("its statistics are of another form: {error}")))?;
    Ok(Counted {
        statistics,
        allocator: Some(AllocatorUse {
            calls: printed.allocator.calls,
            bytes: printed.allocator.bytes,
            peak_bytes: printed.allocator.peak_bytes,
        }),
    })
}

/// A program that no engine answers is at fault itself.
fn check_answered(data: &WorkloadData<'_>) -> Result<()> {
    for (index, sized) in data.sizes.iter().enumerate() {
        let cells = || {
            data.engines
                .iter()
                .map(|engine| &engine.sizes[index].counted)
        };
        let answered = cells().any(|cell| cell.measured().is_some());
        let failed = cells().find_map(|cell| match cell {
            Cell::Failed(message) => Some(message.clone()),
            Cell::Measured(_) | Cell::Missing(_) => None,
        });
        if let (false, Some(message)) = (answered, failed) {
            return Err(Error::Evaluation {
                workload: data.workload.name.clone(),
                size: sized.size.value,
                subject: "every engine".to_owned(),
                message,
            });
        }
    }
    Ok(())
}

//! Machine instructions: every workload on every engine at growing sizes, as far as that ends in time.

use framelab_benches::Phase;

use super::super::data::WorkloadData;
use super::super::model::{Cell, MissingTool, Mode, Source};
use super::super::plan::{MEAN_ENGINE, Plan, Sizes};
use super::Laboratory;
use crate::error::Result;
use crate::pool;
use crate::profile::callgrind::Valgrind;
use crate::profile::subject::Subject;

/// How much slower a program is under callgrind, and how long that takes to start.
const SLOWDOWN: f64 = 22.0;
const START_MILLISECONDS: f64 = 600.0;

/// Machine instructions in a millisecond.
const UNDER_CALLGRIND: f64 = 260_000.0;

/// One workload on one engine at every size, or without one optimization at one size.
struct Job {
    workload: usize,
    subject: JobSubject,
    milliseconds: u64,
}

#[derive(Clone, Copy)]
enum JobSubject {
    /// The engine of that place.
    Engine(usize),
    /// The default engine without the optimization of that place.
    Without(usize),
}

fn jobs(workloads: &[WorkloadData<'_>], mode: Mode, plan: Plan) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (workload, data) in workloads.iter().enumerate() {
        let sizes = Sizes::of(data.workload, mode);
        let milliseconds = |size: usize, factor: f64| -> f64 {
            START_MILLISECONDS + SLOWDOWN * factor * sizes.expected_milliseconds(size, mode)
        };
        let most = START_MILLISECONDS + plan.most_machine_instructions as f64 / UNDER_CALLGRIND;
        let all: f64 = (0..data.sizes.len())
            .map(|size| milliseconds(size, MEAN_ENGINE))
            .filter(|expected| *expected < most)
            .sum();
        jobs.extend((0..data.engines.len()).map(|engine| Job {
            workload,
            subject: JobSubject::Engine(engine),
            milliseconds: all.max(START_MILLISECONDS) as u64,
        }));
        if plan.ablation_instructions {
            jobs.extend((0..data.ablations.len()).map(|ablation| Job {
                workload,
                subject: JobSubject::Without(ablation),
                milliseconds: milliseconds(data.ablation, 1.0) as u64,
            }));
        }
    }
    jobs.sort_by_key(|job| std::cmp::Reverse(job.milliseconds));
    jobs
}

/// Milliseconds this probably takes, all cores together.
pub fn expected(workloads: &[WorkloadData<'_>], mode: Mode, plan: Plan, possible: bool) -> u64 {
    if !possible {
        return 0;
    }
    let sum: u64 = jobs(workloads, mode, plan)
        .iter()
        .map(|job| job.milliseconds)
        .sum();
    sum / pool::workers()
}

/// Counts what there is time for; nothing without Valgrind.
pub fn collect(laboratory: &Laboratory, workloads: &mut [WorkloadData<'_>]) -> Result<Source> {
    let Some(valgrind) = &laboratory.valgrind else {
        return Ok(without_valgrind(workloads));
    };
    let jobs = jobs(workloads, laboratory.mode, laboratory.plan);
    let counted = pool::in_parallel(&jobs, |job| {
        let counted = count(laboratory, valgrind, workloads, job)?;
        laboratory.advance(job.milliseconds / pool::workers());
        Ok(counted)
    })?;
    for (job, counted) in jobs.iter().zip(counted) {
        let data = &mut workloads[job.workload];
        match job.subject {
            JobSubject::Engine(engine) => {
                for (size, cell) in data.engines[engine].sizes.iter_mut().zip(counted) {
                    size.machine_instructions = cell;
                }
            }
            JobSubject::Without(ablation) => {
                data.ablations[ablation].machine_instructions =
                    counted.into_iter().next().unwrap_or_default();
            }
        }
    }
    Ok(source(laboratory.plan))
}

fn source(plan: Plan) -> Source {
    Source {
        commands: vec![
            "valgrind --tool=callgrind --toggle-collect=FUNCTION target/release/runner run --engine ENGINE --size SIZE \
             --answer ANSWER PROGRAM"
                .to_owned(),
        ],
        notes: vec![format!(
            "Counted from before the heap is made until the answer is printed, in the build that is timed, in a process with \
             an empty environment. Sizes grow until the next one would probably take more than {} million machine \
             instructions on that engine, by the instructions it dispatches there.",
            plan.most_machine_instructions / 1_000_000
        )],
        missing_tools: Vec::new(),
    }
}

fn without_valgrind(workloads: &mut [WorkloadData<'_>]) -> Source {
    let reason = || Cell::Missing("valgrind is not installed".to_owned());
    for data in workloads {
        for engine in &mut data.engines {
            for size in &mut engine.sizes {
                size.machine_instructions = reason();
            }
        }
        for ablation in &mut data.ablations {
            ablation.machine_instructions = reason();
        }
    }
    Source {
        missing_tools: vec![MissingTool {
            tool: "valgrind".to_owned(),
            consequence: "no machine instructions are counted".to_owned(),
            remedy: "apt-get install valgrind".to_owned(),
        }],
        ..Source::default()
    }
}

fn count(
    laboratory: &Laboratory,
    valgrind: &Valgrind,
    workloads: &[WorkloadData<'_>],
    job: &Job,
) -> Result<Vec<Cell<u64>>> {
    let data = &workloads[job.workload];
    match job.subject {
        JobSubject::Engine(engine) => growing(laboratory, valgrind, data, engine),
        JobSubject::Without(ablation) => {
            let name = &data.ablations[ablation].name;
            let sized = &data.sizes[data.ablation];
            laboratory.begin(&format!(
                "counting machine instructions of {} without {name}",
                data.workload.name
            ));
            let subject = Subject {
                workload: &data.workload.name,
                phase: Phase::Whole,
                prepared: &sized.prepared,
                engine: &data.engines[0].engine,
                without: Some(name),
            };
            Ok(vec![Cell::Measured(
                valgrind.instructions(&laboratory.runner, &subject)?.total,
            )])
        }
    }
}

/// Counts at one size after the other while the next is likely to end in time.
fn growing(
    laboratory: &Laboratory,
    valgrind: &Valgrind,
    data: &WorkloadData<'_>,
    engine: usize,
) -> Result<Vec<Cell<u64>>> {
    let measured = &data.engines[engine];
    let mut cells: Vec<Cell<u64>> = Vec::with_capacity(data.sizes.len());
    // Machine instructions over dispatched instructions at the last size that was counted.
    let mut dearness: Option<f64> = None;
    for (sized, known) in data.sizes.iter().zip(&measured.sizes) {
        let dispatched = match &known.counted {
            Cell::Measured(counted) => counted.statistics.dispatch.instructions as f64,
            Cell::Failed(message) => {
                cells.push(Cell::Failed(message.clone()));
                continue;
            }
            Cell::Missing(reason) => {
                cells.push(Cell::Missing(reason.clone()));
                continue;
            }
        };
        let most = laboratory.plan.most_machine_instructions as f64;
        if dearness.is_some_and(|dearness| dearness * dispatched > most) {
            cells.push(Cell::Missing("counting would take too long".to_owned()));
            continue;
        }
        laboratory.begin(&format!(
            "counting machine instructions of {} at {} on {}",
            data.workload.name, sized.size.value, measured.engine
        ));
        let subject = Subject {
            workload: &data.workload.name,
            phase: Phase::Whole,
            prepared: &sized.prepared,
            engine: &measured.engine,
            without: None,
        };
        let total = valgrind.instructions(&laboratory.runner, &subject)?.total;
        dearness = Some(total as f64 / dispatched.max(1.0));
        cells.push(Cell::Measured(total));
    }
    Ok(cells)
}

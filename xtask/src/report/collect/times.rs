//! Times: a process for each workload and size in which all engines take turns.

use framelab_benches::rounds::{FirstRun, Measured, Outcome};

use super::super::data::{EngineData, WorkloadData};
use super::super::model::{Cell, Mode, Source};
use super::super::plan::{MEAN_ENGINE, Plan, Sizes, Timing};
use super::{Laboratory, process};
use crate::error::{Error, Result};
use crate::pool;
use crate::statistics::median_of;

/// Milliseconds this probably takes.
pub fn expected(workloads: &[WorkloadData<'_>], mode: Mode, plan: Plan) -> u64 {
    let workload = |data: &WorkloadData<'_>| {
        let first = first_milliseconds(mode, data) * data.engines.len() as u64;
        let rounds: u64 = (0..data.sizes.len())
            .map(|size| rounds_milliseconds(mode, data, size, plan.engines_at(data, size)))
            .sum();
        let ablations = if data.ablations.is_empty() {
            0
        } else {
            ablation_milliseconds(mode, data, plan.ablation)
        };
        first + rounds + ablations
    };
    workloads.iter().map(workload).sum()
}

fn first_milliseconds(mode: Mode, data: &WorkloadData<'_>) -> u64 {
    let run = Sizes::of(data.workload, mode).expected_milliseconds(data.main, mode);
    (MEAN_ENGINE * run) as u64 / pool::workers()
}

fn rounds_milliseconds(mode: Mode, data: &WorkloadData<'_>, size: usize, timing: Timing) -> u64 {
    let run = Sizes::of(data.workload, mode).expected_milliseconds(size, mode);
    let round = MEAN_ENGINE * run * data.engines.len() as f64;
    expected_milliseconds(round, timing)
}

fn ablation_milliseconds(mode: Mode, data: &WorkloadData<'_>, timing: Timing) -> u64 {
    let run = Sizes::of(data.workload, mode).expected_milliseconds(data.ablation, mode);
    expected_milliseconds(run * (data.ablations.len() + 1) as f64, timing)
}

/// One round to begin with, and those that are asked for.
fn expected_milliseconds(round: f64, timing: Timing) -> u64 {
    let rounds = (round * timing.rounds as f64).max(timing.milliseconds as f64);
    (round + rounds) as u64
}

/// Times all engines at all sizes.
pub fn collect(laboratory: &Laboratory, workloads: &mut [WorkloadData<'_>]) -> Result<Source> {
    first_runs(laboratory, workloads)?;
    for data in workloads.iter_mut() {
        for size in 0..data.sizes.len() {
            let timing = laboratory.plan.engines_at(data, size);
            engines_at(laboratory, data, size, timing)?;
            let expected = rounds_milliseconds(laboratory.mode, data, size, timing);
            laboratory.advance(expected);
        }
    }
    let main = laboratory.plan.main;
    Ok(Source {
        commands: vec![
            format!(
                "target/release/runner measure --subject ENGINE --subject OTHER-ENGINE ... --rounds {} --milliseconds {} --size SIZE \
                 --answer ANSWER PROGRAM",
                main.rounds, main.milliseconds
            ),
            "target/release/runner measure --subject ENGINE --rounds 0 --milliseconds 0 --size SIZE --answer ANSWER PROGRAM"
                .to_owned(),
        ],
        notes: vec![
            "The first command times: all engines take turns in one process, round after round, each run in a new heap, \
             and ratios are taken between runs of the same round; nothing else runs meanwhile. The second gives the first run of a \
             new process and its peak resident memory, on all cores at once. An engine that takes longer than a second sits out every other round."
                .to_owned(),
        ],
        missing_tools: Vec::new(),
    })
}

/// The first run of a new process for each workload and engine that has an answer.
fn first_runs(laboratory: &Laboratory, workloads: &mut [WorkloadData<'_>]) -> Result<()> {
    let jobs: Vec<(usize, usize)> = workloads
        .iter()
        .enumerate()
        .flat_map(|(workload, data)| (0..data.engines.len()).map(move |engine| (workload, engine)))
        .collect();
    let first = pool::in_parallel(&jobs, |&(workload, engine)| {
        let first = first_run(laboratory, &workloads[workload], engine)?;
        laboratory.advance(first_milliseconds(laboratory.mode, &workloads[workload]));
        Ok(first)
    })?;
    for ((workload, engine), first) in jobs.into_iter().zip(first) {
        workloads[workload].engines[engine].first = first;
    }
    Ok(())
}

fn first_run(
    laboratory: &Laboratory,
    data: &WorkloadData<'_>,
    engine: usize,
) -> Result<Cell<FirstRun>> {
    let engine = &data.engines[engine];
    let answered = &engine.sizes[data.main].counted;
    if answered.measured().is_none() {
        return Ok(answered.derive(|_| None, "it was not run"));
    }
    let once = Timing {
        rounds: 0,
        milliseconds: 0,
    };
    let name = std::slice::from_ref(&engine.engine);
    Ok(match run(laboratory, data, data.main, name, once)?.pop() {
        Some(Measured::Answered { first, .. }) => Cell::Measured(first),
        Some(Measured::Failed(message)) => Cell::Failed(message),
        None => Cell::default(),
    })
}

/// All engines that have an answer, in turn.
fn engines_at(
    laboratory: &Laboratory,
    data: &mut WorkloadData<'_>,
    size: usize,
    timing: Timing,
) -> Result<()> {
    let answered = |engine: &EngineData| engine.sizes[size].counted.measured().is_some();
    let names: Vec<String> = data
        .engines
        .iter()
        .filter(|engine| answered(engine))
        .map(|engine| engine.engine.clone())
        .collect();
    let mut measured = run(laboratory, data, size, &names, timing)?.into_iter();
    let main = data.main;
    for engine in &mut data.engines {
        if !answered(engine) {
            if size == main {
                engine.rounds = engine.sizes[size].counted.derive(|_| None, "not timed");
            }
            continue;
        }
        let rounds = match measured.next() {
            Some(Measured::Answered { rounds, .. }) => Cell::Measured(*rounds),
            Some(Measured::Failed(message)) => Cell::Failed(message),
            None => Cell::default(),
        };
        engine.sizes[size].cpu_nanoseconds =
            rounds.measured().and_then(|rounds| median_of(&rounds.cpu));
        if size == main {
            engine.rounds = rounds;
        }
    }
    Ok(())
}

/// Times the default engine with and without each optimization, in turn.
pub fn collect_ablations(
    laboratory: &Laboratory,
    workloads: &mut [WorkloadData<'_>],
) -> Result<Source> {
    let timing = laboratory.plan.ablation;
    for data in workloads.iter_mut() {
        if data.ablations.is_empty() {
            continue;
        }
        let full = data.engines.first().map(|engine| engine.engine.clone());
        let without = data
            .ablations
            .iter()
            .map(|ablation| format!("without:{}", ablation.name));
        let subjects: Vec<String> = full.into_iter().chain(without).collect();
        let mut measured = run(laboratory, data, data.ablation, &subjects, timing)?.into_iter();
        let full = match measured.next() {
            Some(Measured::Answered { rounds, .. }) => Some(rounds),
            Some(Measured::Failed(_)) | None => None,
        };
        for (ablation, measured) in data.ablations.iter_mut().zip(measured) {
            match (measured, &full) {
                (Measured::Answered { rounds, .. }, Some(full)) => {
                    ablation.cpu_ratios = Cell::Measured(rounds.ratios(full, |rounds| &rounds.cpu));
                }
                (Measured::Answered { .. }, None) => {}
                (Measured::Failed(message), _) => ablation.cpu_ratios = Cell::Failed(message),
            }
        }
        laboratory.advance(ablation_milliseconds(laboratory.mode, data, timing));
    }
    Ok(Source {
        commands: vec![
            format!(
                "target/release/runner measure --subject ENGINE --subject without:OPTIMIZATION ... --rounds {} --milliseconds {} \
             --size SIZE --answer ANSWER PROGRAM",
                timing.rounds, timing.milliseconds
            ),
            "target/counting/count --without OPTIMIZATION --size SIZE --answer ANSWER PROGRAM"
                .to_owned(),
        ],
        notes: vec![
            "Optimizations are left out one at a time, at each workload's second smallest size; the full engine and all of \
             these take turns."
                .to_owned(),
        ],
        missing_tools: Vec::new(),
    })
}

/// Runs the measuring process; a wrong answer is an error of the report.
fn run(
    laboratory: &Laboratory,
    data: &WorkloadData<'_>,
    size: usize,
    subjects: &[String],
    timing: Timing,
) -> Result<Vec<Measured>> {
    let sized = &data.sizes[size];
    laboratory.begin(&format!(
        "timing {} at {}",
        data.workload.name, sized.size.value
    ));
    let mut worker = laboratory.runner.command("measure");
    for subject in subjects {
        worker.args(["--subject", subject]);
    }
    worker
        .args(["--rounds", &timing.rounds.to_string()])
        .args(["--milliseconds", &timing.milliseconds.to_string()])
        .args(["--answer", &sized.prepared.answer])
        .args(["--size", &sized.prepared.argument.to_string()])
        .arg(&sized.prepared.program);
    let finished = process::run(&mut worker)?;
    let failed = |message| Error::Evaluation {
        workload: data.workload.name.clone(),
        size: sized.size.value,
        subject: subjects.join(", "),
        message,
    };
    if !finished.status.success() {
        return Err(failed(format!(
            "`{}` ended with {}\n{}",
            process::command_line(&worker),
            finished.status,
            finished.complaint()
        )));
    }
    let outcome = serde_json::from_slice(&finished.stdout).map_err(|error| {
        failed(format!(
            "`{}` printed what is no measurement: {error}",
            process::command_line(&worker)
        ))
    })?;
    match outcome {
        Outcome::Measured(measured) => Ok(measured),
        Outcome::WrongAnswer { subject, got } => Err(Error::WrongAnswer {
            workload: data.workload.name.clone(),
            size: sized.size.value,
            subject,
            expected: sized.prepared.answer.clone(),
            got,
        }),
    }
}

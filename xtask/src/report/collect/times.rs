//! Times: a process for each workload and size in which all engines take turns. Nothing else runs meanwhile.

use std::process::Command;

use super::super::data::{EngineData, WorkloadData};
use super::super::estimate;
use super::super::measure::{Measured, Outcome};
use super::super::model::{Cell, Source};
use super::super::plan::{Plan, Timing};
use super::{Laboratory, process};
use crate::error::{Error, Result};
use crate::statistics::median_of;

/// A process and its first run, in milliseconds.
const FIRST_MILLISECONDS: u64 = 300;

/// Milliseconds this probably takes.
pub fn expected(workloads: &[WorkloadData<'_>], plan: Plan) -> u64 {
    workloads
        .iter()
        .map(|data| {
            let first = FIRST_MILLISECONDS * data.engines.len() as u64;
            let smaller = data.sizes.len().saturating_sub(1) as u64 * plan.smaller.milliseconds;
            let ablation = if data.ablations.is_empty() {
                0
            } else {
                plan.ablation.milliseconds
            };
            first + smaller + plan.main.milliseconds + ablation
        })
        .sum()
}

/// Times all engines at all sizes.
pub fn collect(laboratory: &Laboratory, workloads: &mut [WorkloadData<'_>]) -> Result<Source> {
    for data in workloads.iter_mut() {
        first_runs(laboratory, data)?;
        for size in 0..data.sizes.len() {
            let timing = if size == data.main {
                laboratory.plan.main
            } else {
                laboratory.plan.smaller
            };
            engines_at(laboratory, data, size, timing)?;
            laboratory.advance(timing.milliseconds);
        }
    }
    let main = laboratory.plan.main;
    Ok(Source {
        commands: vec![
            format!(
                "cargo xtask measure --subject ENGINE --subject OTHER-ENGINE ... --rounds {} --milliseconds {} --size SIZE \
                 --answer ANSWER PROGRAM",
                main.rounds, main.milliseconds
            ),
            "cargo xtask measure --subject ENGINE --rounds 0 --milliseconds 0 --size SIZE --answer ANSWER PROGRAM"
                .to_owned(),
        ],
        notes: vec![
            "The first command times: all engines take turns in one process, round after round, each run in a new heap, \
             and ratios are taken between runs of the same round. The second gives the first run of a new process and its \
             peak resident memory. Nothing else runs meanwhile."
                .to_owned(),
        ],
        missing_tools: Vec::new(),
    })
}

/// The first run of a new process for each engine that has an answer.
fn first_runs(laboratory: &Laboratory, data: &mut WorkloadData<'_>) -> Result<()> {
    let main = data.main;
    for index in 0..data.engines.len() {
        let engine = &data.engines[index];
        let answered = engine.sizes[main].counted.derive(|_| Some(()), "");
        let first = match answered {
            Cell::Measured(()) => {
                let name = engine.engine.clone();
                let once = Timing {
                    rounds: 0,
                    milliseconds: 0,
                };
                match run(laboratory, data, main, std::slice::from_ref(&name), once)?.pop() {
                    Some(Measured::Answered { first, .. }) => Cell::Measured(first),
                    Some(Measured::Failed(message)) => Cell::Failed(message),
                    None => Cell::default(),
                }
            }
            Cell::Failed(message) => Cell::Failed(message),
            Cell::Missing(reason) => Cell::Missing(reason),
        };
        data.engines[index].first = first;
        laboratory.advance(FIRST_MILLISECONDS);
    }
    Ok(())
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
                    ablation.cpu_ratios = Cell::Measured(estimate::ratios(&rounds.cpu, &full.cpu));
                }
                (Measured::Answered { .. }, None) => {}
                (Measured::Failed(message), _) => ablation.cpu_ratios = Cell::Failed(message),
            }
        }
        laboratory.advance(timing.milliseconds);
    }
    Ok(Source {
        commands: vec![
            format!(
                "cargo xtask measure --subject ENGINE --subject without:OPTIMIZATION ... --rounds {} --milliseconds {} \
             --size SIZE --answer ANSWER PROGRAM",
                timing.rounds, timing.milliseconds
            ),
            "target/counting/count --without OPTIMIZATION --size SIZE --answer ANSWER PROGRAM"
                .to_owned(),
        ],
        notes: Vec::new(),
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
    let mut worker = Command::new(&laboratory.own);
    worker.arg("measure");
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

//! Every engine relative to the baseline.

use super::super::chart::{BarGroup, number};
use super::super::page::{Block, Section, Table};
use super::super::parts::{
    Figure, UNKNOWN, bar_of, cell_text, each, engine_bars, excuses, maybe_thousands, maybe_times,
    section, times, wide_bars,
};
use crate::error::Result;
use crate::report::model::{Cell, Estimate, Relative, Report, Target};

const INTRO: &str = "What each engine costs on each workload, relative to the baseline: a bar of half the length is half the \
    cost. The bars are CPU time; the thin line at a bar's end is the interval in which the true median lies with 95 % \
    confidence (less in a quick report), and engines whose intervals overlap are not told apart. Machine instructions, which \
    do not vary from run to run, are below.";

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let summary = &report.summary;
    let mut blocks = vec![chart(report)?];
    blocks.extend(excuses(report, &summary.rows));
    blocks.push(Block::Table(targets(&summary.targets)));
    blocks.push(Block::Table(means(report)));
    blocks.push(Block::Details {
        summary: "Machine instructions of each workload".to_owned(),
        open: false,
        blocks: vec![instructions(report)?],
    });
    blocks.push(Block::Details {
        summary: "All ratios of each workload".to_owned(),
        open: false,
        blocks: vec![Block::Table(ratios(report)), Block::Table(amounts(report))],
    });
    Ok(section(
        "summary",
        "Summary",
        INTRO,
        &summary.source,
        blocks,
    ))
}

fn estimate(estimate: Estimate) -> Figure {
    Figure {
        value: estimate.median,
        interval: Some((estimate.lower, estimate.upper)),
        label: times(estimate.median),
    }
}

fn chart(report: &Report) -> Result<Block> {
    let axis = format!("CPU time over {}'s (×, less is better)", report.baseline);
    let rows = &report.summary.rows;
    let mut chart = engine_bars(
        report,
        "CPU time of each engine",
        &axis,
        rows,
        |relative: &Relative| relative.cpu_time_ratio.map(estimate),
    );
    let mean = |engine: &String| {
        let mean = report
            .summary
            .means
            .iter()
            .find(|mean| mean.engine == *engine);
        bar_of(mean.and_then(|mean| mean.cpu_time_ratio).map(Figure::ratio))
    };
    chart.groups.insert(
        0,
        BarGroup {
            name: "geometric mean".to_owned(),
            bars: report.engines.iter().map(mean).collect(),
        },
    );
    wide_bars(
        &chart,
        "CPU time, each workload and the geometric mean of all; the upright line at 1 is the baseline.",
    )
}

fn instructions(report: &Report) -> Result<Block> {
    let axis = format!(
        "machine instructions over {}'s (×, less is better)",
        report.baseline
    );
    let rows = &report.summary.rows;
    let chart = engine_bars(
        report,
        "Machine instructions",
        &axis,
        rows,
        |relative: &Relative| relative.machine_instructions_ratio.map(Figure::ratio),
    );
    wide_bars(&chart, "Machine instructions, counted by Callgrind.")
}

fn targets(targets: &[Target]) -> Table {
    let mut table = Table::new(
        "What the design promises: machine instructions, geometric mean over all workloads",
        &["engine", "over", "holds"],
        &["ratio", "at most"],
    );
    for target in targets {
        let holds = match target.holds {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        };
        let ratio = match &target.machine_instructions_ratio {
            Cell::Measured(ratio) => times(*ratio),
            Cell::Failed(reason) | Cell::Missing(reason) => reason.clone(),
        };
        table.row(
            &[&target.engine, &target.other, holds],
            [ratio, times(target.at_most)],
        );
    }
    table
}

fn means(report: &Report) -> Table {
    let caption = format!(
        "Geometric means over the workloads, relative to {}",
        report.baseline
    );
    let columns = [
        "workloads answered",
        "wall time",
        "CPU time",
        "machine instructions",
        "dispatched instructions",
        "heap bytes",
    ];
    let mut table = Table::new(&caption, &["engine"], &columns);
    for mean in &report.summary.means {
        let ratios = [
            mean.wall_time_ratio,
            mean.cpu_time_ratio,
            mean.machine_instructions_ratio,
            mean.dispatched_instructions_ratio,
            mean.heap_bytes_ratio,
        ];
        let answered = format!("{} of {}", mean.answered, report.workloads.len());
        table.row(
            &[&mean.engine],
            std::iter::once(answered).chain(ratios.map(maybe_times)),
        );
    }
    table
}

fn ratios(report: &Report) -> Table {
    let caption = format!("Relative to {}", report.baseline);
    let columns = [
        "wall time",
        "interval",
        "CPU time",
        "interval",
        "machine instructions",
        "dispatched instructions",
        "heap bytes",
    ];
    let mut table = Table::new(&caption, &["workload", "engine"], &columns);
    let median = |estimate: Option<Estimate>| maybe_times(estimate.map(|estimate| estimate.median));
    let interval = |estimate: Option<Estimate>| {
        estimate.map_or_else(
            || UNKNOWN.to_owned(),
            |estimate| format!("{} – {}", times(estimate.lower), times(estimate.upper)),
        )
    };
    for (workload, engine, cell) in each(report, &report.summary.rows) {
        let numbers: [fn(&Relative) -> Option<f64>; 3] = [
            |relative| relative.machine_instructions_ratio,
            |relative| relative.dispatched_instructions_ratio,
            |relative| relative.heap_bytes_ratio,
        ];
        let timed = [
            cell_text(cell, |relative| median(relative.wall_time_ratio)),
            cell_text(cell, |relative| interval(relative.wall_time_ratio)),
            cell_text(cell, |relative| median(relative.cpu_time_ratio)),
            cell_text(cell, |relative| interval(relative.cpu_time_ratio)),
        ];
        let counted =
            numbers.map(|number| cell_text(cell, |relative| maybe_times(number(relative))));
        table.row(&[workload, engine], timed.into_iter().chain(counted));
    }
    table
}

fn amounts(report: &Report) -> Table {
    let mut table = Table::new(
        "Absolute",
        &["workload", "engine"],
        &["wall time", "CPU time", "machine instructions", "at size"],
    );
    for (workload, engine, cell) in each(report, &report.summary.rows) {
        let size = |relative: &Relative| {
            let size = relative.machine_instructions_size.clone();
            size.unwrap_or_else(|| UNKNOWN.to_owned())
        };
        table.row(
            &[workload, engine],
            [
                cell_text(cell, |relative| number::time(relative.wall_nanoseconds)),
                cell_text(cell, |relative| number::time(relative.cpu_nanoseconds)),
                cell_text(cell, |relative| {
                    maybe_thousands(relative.machine_instructions)
                }),
                cell_text(cell, size),
            ],
        );
    }
    table
}

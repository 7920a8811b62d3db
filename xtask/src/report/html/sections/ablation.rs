//! The default engine without one optimization at a time.

use super::super::chart::{BarChart, BarGroup, Entry, Mark, palette};
use super::super::page::{Block, Section, Table};
use super::super::parts::{Figure, bar_of, cell_text, maybe_times, section, times, wide_bars};
use crate::error::Result;
use crate::report::model::{Ablation, AblationCost, Cell, Report};

const INTRO: &str = "What each optimization is worth: the engine is built without it, everything else unchanged, and runs the same workloads. \
    A bar beyond 1 means that the engine needs that much more without the optimization; a bar at 1 means that it earns \
    nothing there. The first chart has geometric means, below it is each workload.";

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let ablation = &report.ablation;
    let mut blocks = Vec::new();
    if !ablation.ablations.is_empty() {
        blocks.push(overview(report)?);
        blocks.push(Block::Table(means(&ablation.ablations)));
    }
    for one in &ablation.ablations {
        blocks.push(Block::Details {
            summary: format!("Without {}", one.name),
            open: false,
            blocks: vec![
                Block::Paragraph(one.description.clone()),
                wide_bars(
                    &each_workload(one),
                    "Each workload; thin lines are intervals of 95 % confidence.",
                )?,
                Block::Table(rows(one)),
            ],
        });
    }
    Ok(section(
        "ablation",
        "Ablation",
        INTRO,
        &ablation.source,
        blocks,
    ))
}

const METRICS: [&str; 3] = ["machine instructions", "CPU time", "heap bytes"];

fn series() -> Vec<Entry> {
    let entry = |(place, name): (usize, &&str)| Entry {
        name: (*name).to_owned(),
        color: palette::category([8, 0, 1][place]),
        mark: Mark::Box,
    };
    METRICS.iter().enumerate().map(entry).collect()
}

fn chart(title: String, groups: Vec<BarGroup>) -> BarChart {
    BarChart {
        title,
        axis: "without it, over with it (×)".to_owned(),
        series: series(),
        groups,
        reference: Some(1.0),
    }
}

fn overview(report: &Report) -> Result<Block> {
    let group = |ablation: &Ablation| BarGroup {
        name: ablation.name.clone(),
        bars: ratios(ablation)
            .map(|ratio| bar_of(ratio.map(Figure::ratio)))
            .to_vec(),
    };
    let groups = report.ablation.ablations.iter().map(group).collect();
    let title = format!(
        "{} without one optimization at a time",
        report.ablation.engine
    );
    let caption = format!("{title}: geometric means over the workloads.");
    wide_bars(&chart(title, groups), &caption)
}

fn ratios(ablation: &Ablation) -> [Option<f64>; 3] {
    [
        ablation.machine_instructions_ratio,
        ablation.cpu_time_ratio,
        ablation.heap_bytes_ratio,
    ]
}

fn each_workload(ablation: &Ablation) -> BarChart {
    let groups = ablation.rows.iter().map(|row| {
        let figures = row.cell.measured().map_or([None, None, None], |cost| {
            [
                cost.machine_instructions_ratio.map(Figure::ratio),
                cost.cpu_time_ratio.map(|estimate| Figure {
                    value: estimate.median,
                    interval: Some((estimate.lower, estimate.upper)),
                    label: times(estimate.median),
                }),
                cost.heap_bytes_ratio.map(Figure::ratio),
            ]
        });
        BarGroup {
            name: row.workload.clone(),
            bars: figures.map(bar_of).to_vec(),
        }
    });
    chart(
        format!("Each workload without {}", ablation.name),
        groups.collect(),
    )
}

fn means(ablations: &[Ablation]) -> Table {
    let mut table = Table::new("Geometric means over the workloads", &["without"], &METRICS);
    for ablation in ablations {
        table.row(&[&ablation.name], ratios(ablation).map(maybe_times));
    }
    table
}

fn rows(ablation: &Ablation) -> Table {
    let mut table = Table::new("Each workload", &["workload"], &METRICS);
    let figures: [fn(&AblationCost) -> Option<f64>; 3] = [
        |cost| cost.machine_instructions_ratio,
        |cost| cost.cpu_time_ratio.map(|estimate| estimate.median),
        |cost| cost.heap_bytes_ratio,
    ];
    for row in &ablation.rows {
        let cell: &Cell<AblationCost> = &row.cell;
        let numbers = figures.map(|figure| cell_text(cell, |cost| maybe_times(figure(cost))));
        table.row(&[&row.workload], numbers);
    }
    table
}

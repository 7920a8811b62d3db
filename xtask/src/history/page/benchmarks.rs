//! The benchmarks of a phase: a chart for each, folded by program.

use framelab_benches::Phase;

use super::super::series::{History, Name, Series};
use super::super::steps;
use super::{breaks, direction, entry, point_name, section};
use crate::error::Result;
use crate::report::html::chart::number::thousands;
use crate::report::html::chart::{Spot, Trend, TrendChart};
use crate::report::html::page::{Block, Section, SmallChart, Table};

/// One program at one size: a benchmark for each engine.
struct Program<'h> {
    workload: &'h str,
    size: &'h str,
    series: Vec<&'h Series>,
}

/// The section of a phase, if any benchmark is of it.
pub fn render(history: &History, phase: Phase) -> Result<Option<Section>> {
    let (title, intro) = match phase {
        Phase::Parse => (
            "Parse",
            "From the texts of a program's files to trees; the same for all engines.",
        ),
        Phase::Compile => (
            "Compile",
            "From trees to bytecode; the same for all engines.",
        ),
        Phase::Execute => ("Execute", "From bytecode to the printed answer."),
        Phase::Whole => (
            "Whole",
            "From the path of the program to the printed answer.",
        ),
    };
    let programs = programs(history, phase.name());
    if programs.is_empty() {
        return Ok(None);
    }
    let blocks = programs.iter().map(|program| details(history, program));
    let blocks = blocks.collect::<Result<Vec<Block>>>()?;
    Ok(Some(section(history, phase.name(), title, intro, blocks)))
}

fn programs<'h>(history: &'h History, phase: &str) -> Vec<Program<'h>> {
    let mut programs: Vec<Program<'h>> = Vec::new();
    for series in &history.series {
        let name = Name::of(&series.id);
        if name.phase != phase {
            continue;
        }
        let known = programs
            .iter_mut()
            .find(|program| (program.workload, program.size) == (name.workload, name.size));
        match known {
            Some(program) => program.series.push(series),
            None => programs.push(Program {
                workload: name.workload,
                size: name.size,
                series: vec![series],
            }),
        }
    }
    programs
}

fn details(history: &History, program: &Program<'_>) -> Result<Block> {
    let charts = program.series.iter().map(|series| chart(history, series));
    let charts = charts.collect::<Result<Vec<SmallChart>>>()?;
    Ok(Block::Details {
        summary: summary(history, program),
        open: false,
        blocks: vec![
            Block::Charts(charts),
            Block::Details {
                summary: "All values".to_owned(),
                open: false,
                blocks: vec![Block::Table(table(history, program))],
            },
        ],
    })
}

/// The program's name, how many steps it has, and whether it came or went.
fn summary(history: &History, program: &Program<'_>) -> String {
    let mut parts = Vec::new();
    let steps: usize = program.series.iter().map(|one| one.steps().count()).sum();
    match steps {
        0 => {}
        1 => parts.push("1 step".to_owned()),
        steps => parts.push(format!("{steps} steps")),
    }
    let is_there = |place: usize| program.series.iter().any(|one| one.values[place].is_some());
    let mut places = (0..history.records.len()).filter(|place| is_there(*place));
    let first = places.next().unwrap_or_default();
    let last = places.next_back().unwrap_or(first);
    if first > 0 {
        parts.push(format!("since {}", steps::day(&history.records[first])));
    }
    if last + 1 < history.records.len() {
        let record = &history.records[last + 1];
        parts.push(format!("gone on {}", steps::day(record)));
    }
    let name = format!("{}, {}", program.workload, program.size);
    if parts.is_empty() {
        return name;
    }
    format!("{name}: {}", parts.join(", "))
}

fn chart(history: &History, series: &Series) -> Result<SmallChart> {
    let spot = |(place, value): (usize, &Option<u64>)| {
        let value = (*value)?;
        let change = series.change_at(place);
        let known = change.map(|change| format!(" ({})", steps::change(change)));
        Some(Spot {
            value: value as f64,
            text: format!(
                "{}: {}{}",
                point_name(history, place),
                thousands(value),
                known.unwrap_or_default()
            ),
            step: change.and_then(direction),
        })
    };
    let chart = TrendChart {
        title: format!("{}: {} over records", series.id, history.metric.title),
        vertical: history.metric.title.to_owned(),
        unit: history.metric.unit,
        dates: history.records.iter().map(steps::day).collect(),
        breaks: breaks(history),
        lines: vec![Trend {
            entry: entry(Name::of(&series.id).engine),
            spots: series.values.iter().enumerate().map(spot).collect(),
        }],
    };
    Ok(SmallChart {
        title: series.id.clone(),
        svg: chart.render()?,
    })
}

/// All values, the newest first; a step has a mark beside it.
fn table(history: &History, program: &Program<'_>) -> Table {
    let engines: Vec<&str> = program
        .series
        .iter()
        .map(|series| Name::of(&series.id).engine)
        .collect();
    let caption = format!("{}; ▲ and ▼ mark steps", history.metric.title);
    let mut table = Table::new(&caption, &["date", "revision"], &engines);
    for (place, record) in history.records.iter().enumerate().rev() {
        let cells = program.series.iter().map(|series| cell(series, place));
        let revision = record.revision.short();
        table.row(&[&steps::day(record), &revision], cells);
    }
    table
}

fn cell(series: &Series, place: usize) -> String {
    let Some(value) = series.values[place] else {
        return "—".to_owned();
    };
    let change = series.change_at(place);
    let known = change.filter(|change| change.before != change.after);
    let change = known.map(|change| {
        let mark = match (change.is_step, change.after > change.before) {
            (false, _) => "",
            (true, true) => " ▲",
            (true, false) => " ▼",
        };
        format!(" ({}){mark}", steps::change(change))
    });
    format!("{}{}", thousands(value), change.unwrap_or_default())
}

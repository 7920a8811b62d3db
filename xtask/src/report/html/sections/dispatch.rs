//! What the machines did.

use super::super::chart::{Width, number};
use super::super::page::{Block, Section, Table};
use super::super::parts::{Pile, cell_text, each, engine_stacks, excuses, section, stacked};
use crate::error::Result;
use crate::report::model::{Cell, Dispatch, Report, Row, Tally};

const INTRO: &str = "What each machine did to get the same answer: instructions it dispatched, frames it pushed, calls, forces, and \
    what its generators asked for. The engines run the same bytecode, so what differs here is how work that has to wait is \
    resumed. Counts are exact and the same in every run.";

/// Rows shown of a list.
const ROWS: usize = 15;

/// A list of a machine's tallies.
type List = (
    &'static str,
    &'static str,
    fn(&Dispatch) -> Vec<(&str, f64)>,
);

const LISTS: [List; 6] = [
    (
        "Instructions by opcode",
        "instructions dispatched",
        |dispatch| tallies(&dispatch.instructions_by_opcode),
    ),
    ("Frames by kind", "frames pushed", |dispatch| {
        let frames = dispatch.frames.iter();
        frames
            .map(|frame| (frame.name.as_str(), frame.pushed as f64))
            .collect()
    }),
    ("Calls by callee", "calls", |dispatch| {
        tallies(&dispatch.calls)
    }),
    ("Forces by what they found", "forces", |dispatch| {
        tallies(&dispatch.forces)
    }),
    ("Requests by kind", "requests of generators", |dispatch| {
        tallies(&dispatch.requests)
    }),
    (
        "Re-entrant operations by name",
        "operations started",
        |dispatch| tallies(&dispatch.operations),
    ),
];

/// A figure of a column.
type Column = (&'static str, fn(&Dispatch) -> u64);

const COLUMNS: [Column; 12] = [
    ("instructions", |dispatch| dispatch.instructions),
    ("frames", Dispatch::frame_count),
    ("calls", Dispatch::call_count),
    ("forces", Dispatch::force_count),
    ("requests", |dispatch| {
        dispatch.requests.iter().map(|tally| tally.count).sum()
    }),
    ("generators created", |dispatch| dispatch.generators_created),
    ("generators finished", |dispatch| {
        dispatch.generators_finished
    }),
    ("of them never suspended", |dispatch| {
        dispatch.generators_unsuspended
    }),
    ("bounces", |dispatch| dispatch.bounces),
    ("continuations", |dispatch| dispatch.continuations),
    ("peak frames", |dispatch| dispatch.peak_frame_depth),
    ("peak native stack, bytes", |dispatch| {
        dispatch.peak_native_stack_bytes
    }),
];

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let rows = &report.dispatch.rows;
    let mut blocks = Vec::new();
    blocks.extend(overview(report)?);
    blocks.push(Block::Details {
        summary: "Totals of each workload on each engine".to_owned(),
        open: false,
        blocks: vec![Block::Table(totals(report))],
    });
    blocks.extend(excuses(report, rows));
    for row in rows {
        blocks.push(workload(report, row)?);
    }
    Ok(section(
        "dispatch",
        "Dispatch profile",
        INTRO,
        &report.dispatch.source,
        blocks,
    ))
}

fn tallies(tallies: &[Tally]) -> Vec<(&str, f64)> {
    let named = tallies
        .iter()
        .map(|tally| (tally.name.as_str(), tally.count as f64));
    named.collect()
}

/// What the first engine that answers spends its instructions on, workload by workload.
fn overview(report: &Report) -> Result<Option<Block>> {
    let piles = report.dispatch.rows.iter().filter_map(|row| {
        let dispatch = row.cells.iter().find_map(Cell::measured)?;
        let percent = 100.0 / dispatch.instructions.max(1) as f64;
        let opcodes = tallies(&dispatch.instructions_by_opcode).into_iter();
        Some(Pile {
            name: &row.workload,
            label: format!(
                "{} instructions",
                number::short(dispatch.instructions as f64)
            ),
            parts: opcodes
                .map(|(name, count)| (name, count * percent))
                .collect(),
        })
    });
    let Some(chart) = stacked(
        "Instructions by opcode in each workload",
        "share of the instructions dispatched (%)",
        piles.collect(),
    ) else {
        return Ok(None);
    };
    Ok(Some(Block::Figure {
        narrow: chart.render(Width::Narrow)?,
        wide: chart.render(Width::Wide)?,
        caption: format!(
            "What the instructions of each workload are, on {}.",
            report
                .engines
                .first()
                .map_or("the default engine", String::as_str)
        ),
    }))
}

fn totals(report: &Report) -> Table {
    let mut table = Table::new(
        "Totals",
        &["workload", "engine"],
        &COLUMNS.map(|(name, _)| name),
    );
    for (workload, engine, cell) in each(report, &report.dispatch.rows) {
        let numbers = COLUMNS
            .map(|(_, count)| cell_text(cell, |dispatch| number::thousands(count(dispatch))));
        table.row(&[workload, engine], numbers);
    }
    table
}

fn workload(report: &Report, row: &Row<Dispatch>) -> Result<Block> {
    let mut charts = Vec::new();
    for (title, axis, list) in LISTS {
        charts.extend(engine_stacks(report, row, title, axis, whole, list)?);
    }
    let mut blocks = vec![Block::Charts(charts)];
    for (title, _, list) in LISTS {
        blocks.extend(tally_table(report, row, title, list).map(Block::Table));
    }
    blocks.push(Block::Table(frames(report, row)));
    Ok(Block::Details {
        summary: row.workload.clone(),
        open: false,
        blocks,
    })
}

fn whole(number: f64) -> String {
    number::thousands(number as u64)
}

/// A list with a column for each engine, the largest entries on any engine first.
fn tally_table(
    report: &Report,
    row: &Row<Dispatch>,
    title: &str,
    list: fn(&Dispatch) -> Vec<(&str, f64)>,
) -> Option<Table> {
    let lists: Vec<Option<Vec<(&str, f64)>>> = row
        .cells
        .iter()
        .map(|cell| cell.measured().map(list))
        .collect();
    let count = |list: &[(&str, f64)], name: &str| {
        let found = list.iter().find(|(known, _)| *known == name);
        found.map_or(0.0, |(_, count)| *count)
    };
    let mut names: Vec<(&str, f64)> = Vec::new();
    for (name, amount) in lists.iter().flatten().flatten() {
        match names.iter_mut().find(|(known, _)| known == name) {
            Some((_, largest)) => *largest = largest.max(*amount),
            None => names.push((name, *amount)),
        }
    }
    if names.is_empty() {
        return None;
    }
    names.sort_by(|one, other| other.1.total_cmp(&one.1));
    let left_out = names.len().saturating_sub(ROWS);
    names.truncate(ROWS);
    let caption = if left_out > 0 {
        format!("{title}; {left_out} more in report.json")
    } else {
        title.to_owned()
    };
    let engines: Vec<&str> = report.engines.iter().map(String::as_str).collect();
    let mut table = Table::new(&caption, &["name"], &engines);
    for (name, _) in names {
        let cells = lists.iter().map(|list| {
            list.as_ref()
                .map_or_else(|| "no answer".to_owned(), |list| whole(count(list, name)))
        });
        table.row(&[name], cells);
    }
    Some(table)
}

fn frames(report: &Report, row: &Row<Dispatch>) -> Table {
    let mut table = Table::new(
        "What happened to frames",
        &["engine", "kind"],
        &["pushed", "popped", "suspended", "resumed"],
    );
    for (engine, cell) in report.engines.iter().zip(&row.cells) {
        for frame in cell
            .measured()
            .into_iter()
            .flat_map(|dispatch| &dispatch.frames)
        {
            let events = [frame.pushed, frame.popped, frame.suspended, frame.resumed];
            table.row(&[engine, &frame.name], events.map(number::thousands));
        }
    }
    table
}

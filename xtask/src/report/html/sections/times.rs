//! Wall and CPU time of every workload on every engine.

use super::super::chart::number;
use super::super::page::{Block, Section, Table};
use super::super::parts::{UNKNOWN, cell_text, each, excuses, section};
use crate::report::model::{Report, Times};

const INTRO: &str = "Time from an empty heap to the printed answer, front end included: the median of all rounds, with the \
    quartiles to show the spread. CPU time far below wall time means that the machine was busy with something else. \
    The first run of a process is slower, because the system has to hand out all memory.";

/// A figure of a column.
type Column = (&'static str, fn(&Times) -> String);

const COLUMNS: [Column; 10] = [
    ("wall time", |times| {
        number::time(times.wall_nanoseconds.median)
    }),
    ("quartiles", |times| {
        let wall = &times.wall_nanoseconds;
        format!(
            "{} – {}",
            number::time(wall.lower_quartile),
            number::time(wall.upper_quartile)
        )
    }),
    ("minimum", |times| {
        number::time(times.wall_nanoseconds.minimum)
    }),
    ("runs", |times| times.wall_nanoseconds.runs.to_string()),
    ("CPU time", |times| {
        number::time(times.cpu_nanoseconds.median)
    }),
    ("first run, wall", |times| {
        number::time(times.first_wall_nanoseconds)
    }),
    ("first run, CPU", |times| {
        number::time(times.first_cpu_nanoseconds)
    }),
    ("of it front end", |times| {
        number::time(times.front_end.total_nanoseconds())
    }),
    ("source", |times| {
        number::bytes(times.front_end.source_bytes as f64)
    }),
    ("peak resident", |times| {
        let bytes = times.peak_resident_bytes;
        bytes.map_or_else(|| UNKNOWN.to_owned(), |bytes| number::bytes(bytes as f64))
    }),
];

/// The section.
pub fn render(report: &Report) -> Section {
    let rows = &report.times.rows;
    let mut table = Table::new(
        "Times of each workload on each engine",
        &["workload", "engine"],
        &COLUMNS.map(|(name, _)| name),
    );
    for (workload, engine, cell) in each(report, rows) {
        let figures = COLUMNS.map(|(_, text)| cell_text(cell, text));
        table.row(&[workload, engine], figures);
    }
    let mut blocks = vec![Block::Details {
        summary: "Times of each workload on each engine".to_owned(),
        open: false,
        blocks: vec![Block::Table(table)],
    }];
    blocks.extend(excuses(report, rows));
    section("times", "Times", INTRO, &report.times.source, blocks)
}

//! What was allocated.

use super::super::chart::{Width, number};
use super::super::page::{Block, Section, Table};
use super::super::parts::{
    Figure, Pile, UNKNOWN, bar_of, cell_text, each, engine_bars, engine_stacks, excuses, section,
    stacked, wide_bars,
};
use crate::error::Result;
use crate::report::model::{Allocation, Cell, Report, Row};

const INTRO: &str = "What was allocated: objects in the arena, which hold the program's values, and beside the arena what the machine \
    itself needs, such as generators, boxed continuations and the growth of its stacks. The allocator's calls and bytes are \
    those of the whole evaluation. The arena frees nothing before its end, so its bytes are what the program asked for.";

/// A figure of a column.
type Column = (&'static str, fn(&Allocation) -> String);

const COLUMNS: [Column; 6] = [
    ("heap objects", |allocation| {
        number::thousands(allocation.heap_objects)
    }),
    ("heap bytes", |allocation| {
        number::thousands(allocation.heap_bytes)
    }),
    ("arena bytes", |allocation| {
        number::thousands(allocation.arena_bytes)
    }),
    ("allocator calls", |allocation| {
        allocator(allocation, |used| used.0)
    }),
    ("allocator bytes", |allocation| {
        allocator(allocation, |used| used.1)
    }),
    ("peak bytes held", |allocation| {
        allocator(allocation, |used| used.2)
    }),
];

fn allocator(allocation: &Allocation, figure: fn((u64, u64, u64)) -> u64) -> String {
    allocation.allocator.as_ref().map_or_else(
        || UNKNOWN.to_owned(),
        |used| number::thousands(figure((used.calls, used.bytes, used.peak_bytes))),
    )
}

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let rows = &report.allocation.rows;
    let mut blocks = vec![calls(report)?];
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
        "allocation",
        "Allocation profile",
        INTRO,
        &report.allocation.source,
        blocks,
    ))
}

/// Calls of the allocator relative to the baseline's.
fn calls(report: &Report) -> Result<Block> {
    let rows = &report.allocation.rows;
    let place = report
        .engines
        .iter()
        .position(|engine| *engine == report.baseline);
    let asked = |cell: &Cell<Allocation>| {
        let used = cell.measured()?.allocator.as_ref()?;
        Some(used.calls as f64).filter(|calls| *calls > 0.0)
    };
    let axis = format!(
        "allocator calls over {}'s (×, less is better)",
        report.baseline
    );
    // The baseline's figures are known only here, row by row.
    let mut chart = engine_bars(report, "Allocator calls", &axis, rows, |_| None);
    for (group, row) in chart.groups.iter_mut().zip(rows) {
        let baseline = place.and_then(|place| row.cells.get(place)).and_then(asked);
        for (bar, cell) in group.bars.iter_mut().zip(&row.cells) {
            if let (Some(baseline), Some(calls)) = (baseline, asked(cell)) {
                *bar = bar_of(Some(Figure::ratio(calls / baseline)));
            }
        }
    }
    wide_bars(
        &chart,
        "Calls of the allocator by the whole process; a bar is missing where the baseline has none.",
    )
}

/// What the first engine that answers fills its arena with, workload by workload.
fn overview(report: &Report) -> Result<Option<Block>> {
    let piles = report.allocation.rows.iter().filter_map(|row| {
        let allocation = row.cells.iter().find_map(Cell::measured)?;
        let bytes = allocation.heap_bytes as f64;
        let percent = 100.0 / bytes.max(1.0);
        let kinds = allocation.heap_by_kind.iter();
        Some(Pile {
            name: &row.workload,
            label: number::bytes(bytes),
            parts: kinds
                .map(|tally| (tally.kind.as_str(), tally.bytes as f64 * percent))
                .collect(),
        })
    });
    let axis = "share of the heap's bytes (%)";
    let Some(chart) = stacked("Heap bytes by kind in each workload", axis, piles.collect()) else {
        return Ok(None);
    };
    Ok(Some(Block::Figure {
        narrow: chart.render(Width::Narrow)?,
        wide: chart.render(Width::Wide)?,
        caption: format!(
            "What the heap of each workload holds, on {}.",
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
    for (workload, engine, cell) in each(report, &report.allocation.rows) {
        table.row(
            &[workload, engine],
            COLUMNS.map(|(_, text)| cell_text(cell, text)),
        );
    }
    table
}

fn workload(report: &Report, row: &Row<Allocation>) -> Result<Block> {
    let mut charts = Vec::new();
    charts.extend(engine_stacks(
        report,
        row,
        "Heap bytes by kind",
        "bytes",
        number::bytes,
        |allocation| {
            let kinds = allocation.heap_by_kind.iter();
            kinds
                .map(|tally| (tally.kind.as_str(), tally.bytes as f64))
                .collect()
        },
    )?);
    charts.extend(engine_stacks(
        report,
        row,
        "Heap objects by kind",
        "objects",
        whole,
        |allocation| {
            let kinds = allocation.heap_by_kind.iter();
            kinds
                .map(|tally| (tally.kind.as_str(), tally.objects as f64))
                .collect()
        },
    )?);
    charts.extend(engine_stacks(
        report,
        row,
        "Beside the arena, bytes",
        "bytes",
        number::bytes,
        |allocation| {
            let kinds = allocation.beside_arena.iter();
            kinds
                .map(|tally| (tally.kind.as_str(), tally.bytes as f64))
                .collect()
        },
    )?);
    charts.extend(engine_stacks(
        report,
        row,
        "Beside the arena, objects",
        "objects",
        whole,
        |allocation| {
            let kinds = allocation.beside_arena.iter();
            kinds
                .map(|tally| (tally.kind.as_str(), tally.objects as f64))
                .collect()
        },
    )?);
    Ok(Block::Details {
        summary: row.workload.clone(),
        open: false,
        blocks: vec![Block::Charts(charts), Block::Table(kinds(report, row))],
    })
}

fn whole(number: f64) -> String {
    number::thousands(number as u64)
}

fn kinds(report: &Report, row: &Row<Allocation>) -> Table {
    let mut table = Table::new(
        "Objects and bytes by kind",
        &["engine", "where", "kind"],
        &["objects", "bytes", "bytes / object"],
    );
    for (engine, cell) in report.engines.iter().zip(&row.cells) {
        let Some(allocation) = cell.measured() else {
            continue;
        };
        let heap = allocation.heap_by_kind.iter();
        let heap = heap.map(|tally| ("arena", &tally.kind, tally.objects, tally.bytes));
        let beside = allocation.beside_arena.iter();
        let beside = beside.map(|tally| ("beside", &tally.kind, tally.objects, tally.bytes));
        for (place, kind, objects, bytes) in heap.chain(beside) {
            let size = bytes as f64 / objects.max(1) as f64;
            table.row(
                &[engine, place, kind],
                [
                    number::thousands(objects),
                    number::thousands(bytes),
                    number::significant(size),
                ],
            );
        }
    }
    table
}

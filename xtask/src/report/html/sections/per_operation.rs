//! More work against dearer work.

use super::super::chart::number;
use super::super::page::{Block, Section, Table};
use super::super::parts::{
    Figure, UNKNOWN, each, engine_bars, excuses, maybe_times, section, small_bars,
};
use crate::error::Result;
use crate::report::model::{Cell, Cost, CostKind, Operation, PerOperation, Report, Share};

const INTRO: &str = "Each cost is a product: how many operations an engine carries out, times what one of them costs. An engine with a \
    long bar under \"more work\" does more operations than the baseline, one with a long bar under \"dearer work\" pays more for each. \
    The two multiply to the cost's ratio in the table.";

/// The section.
pub fn render(report: &Report) -> Result<Section> {
    let rows = &report.per_operation.rows;
    let mut blocks = excuses(report, rows);
    for (place, kind) in CostKind::ALL.into_iter().enumerate() {
        if rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cost(cell, kind).is_some())
        {
            blocks.push(Block::Details {
                summary: format!("{} per {}", capitalized(kind.name()), divisor(kind).name()),
                open: place == 0,
                blocks: costs(report, kind)?,
            });
        }
    }
    Ok(section(
        "per-operation",
        "Per operation",
        INTRO,
        &report.per_operation.source,
        blocks,
    ))
}

/// The operation that a kind of cost is charted for; the tables have all.
const fn divisor(kind: CostKind) -> Operation {
    match kind {
        CostKind::DispatchedInstructions => Operation::Call,
        CostKind::MachineInstructions
        | CostKind::AllocatorCalls
        | CostKind::AllocatorBytes
        | CostKind::HeapBytes => Operation::DispatchedInstruction,
    }
}

fn cost(cell: &Cell<PerOperation>, kind: CostKind) -> Option<&Cost> {
    cell.measured().and_then(|measured| of_kind(measured, kind))
}

fn of_kind(measured: &PerOperation, kind: CostKind) -> Option<&Cost> {
    measured.costs.iter().find(|cost| cost.kind == kind)
}

fn share(cost: &Cost, operation: Operation) -> Option<&Share> {
    cost.shares
        .iter()
        .find(|share| share.operation == operation)
}

fn costs(report: &Report, kind: CostKind) -> Result<Vec<Block>> {
    let rows = &report.per_operation.rows;
    let operation = divisor(kind);
    let factor = |title: &str, axis: String, factor: fn(&Share) -> Option<f64>| {
        let named = format!("{title}: {axis}");
        let chart = engine_bars(report, &named, &axis, rows, |measured: &PerOperation| {
            let share = share(of_kind(measured, kind)?, operation)?;
            factor(share).map(Figure::ratio)
        });
        small_bars(&chart, title)
    };
    let charts = vec![
        factor(
            "More work",
            format!("{}s over {}'s (×)", operation.name(), report.baseline),
            |share| share.more_work,
        )?,
        factor(
            "Dearer work",
            format!("cost of one {} (×)", operation.name()),
            |share| share.dearer_work,
        )?,
    ];
    Ok(vec![
        Block::Charts(charts),
        Block::Table(table(report, kind)),
    ])
}

fn table(report: &Report, kind: CostKind) -> Table {
    let caption = format!(
        "{}, relative to {}",
        capitalized(kind.name()),
        report.baseline
    );
    let operations: Vec<Operation> = Operation::ALL
        .into_iter()
        .filter(|operation| measures(kind, *operation))
        .collect();
    let mut head = vec!["total".to_owned(), "ratio".to_owned()];
    for operation in &operations {
        head.push(format!("per {}", operation.name()));
        head.push("more work".to_owned());
        head.push("dearer work".to_owned());
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let mut table = Table::new(&caption, &["workload", "size", "engine"], &head);
    for (workload, engine, cell) in each(report, &report.per_operation.rows) {
        let Some(measured) = cell.measured() else {
            continue;
        };
        let mut numbers = Vec::with_capacity(head.len());
        let cost = of_kind(measured, kind);
        numbers.push(cost.map_or_else(|| UNKNOWN.to_owned(), |cost| number::thousands(cost.total)));
        numbers.push(maybe_times(cost.and_then(|cost| cost.ratio)));
        for operation in &operations {
            let share = cost.and_then(|cost| share(cost, *operation));
            let amount = share.map(|share| number::significant(share.per_operation));
            numbers.push(amount.unwrap_or_else(|| UNKNOWN.to_owned()));
            numbers.push(maybe_times(share.and_then(|share| share.more_work)));
            numbers.push(maybe_times(share.and_then(|share| share.dearer_work)));
        }
        table.row(&[workload, &measured.size_name, engine], numbers);
    }
    table
}

/// Whether a cost per operation says anything: instructions per instruction are one.
fn measures(kind: CostKind, operation: Operation) -> bool {
    (kind, operation)
        != (
            CostKind::DispatchedInstructions,
            Operation::DispatchedInstruction,
        )
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters
        .next()
        .map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
